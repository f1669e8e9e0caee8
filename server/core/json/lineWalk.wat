;; Walks over the object on a line whose strings are known, and captures what a plan names: what jsonScanner.ts does for any text, for the
;; text that nearly every line is. Where it is unsure it says so, and the line is walked there; so it needs no words for what is wrong, and
;; no case that is seldom: NaN, escapes in keys, a planned key twice, white space other than blanks, 60 levels.
;;
;; The line has no control characters and has one behind its end, where no token goes on: the end is not asked for.
;;
;; A node of the plan: slot or -1; node of items or 0; end of its keys; then, from 16 on, its keys, 32 bytes each: text of 16 bytes, filled up
;; with zeros; its node; a bit of its own. A level that is open: closing byte; node or 0; start; index of the element that the walk is at, or
;; -1; bits of the keys that were there: 32 bytes. A capture: slot, kind, start, end, count, index of element: 24 bytes.
(module
  (import "host" "memory" (memory 1))

  ;; $quote: where the offset of the line's first quote is listed. $level: room for the levels. $out, $outEnd: room for captures.
  ;; Leaves at $level where the offset of the next line's quote is listed. Returns the end of the captures, or 0 where it is unsure.
  (func (export "walk")
    (param $at i32) (param $end i32) (param $quote i32) (param $node i32) (param $level i32) (param $out i32) (param $outEnd i32)
    (result i32)
    (local $base i32) (local $levels i32) (local $start i32) (local $byte i32) (local $close i32) (local $isKey i32)
    (local $next i32) (local $kind i32) (local $slot i32)
    (local $text v128) (local $length i32) (local $key i32) (local $keysEnd i32) (local $seen i32)
    ;; Nodes, or 0: of the value that comes next, of the container around it, and of that one's elements if it is a list.
    (local $wanted i32) (local $around i32) (local $items i32)
    (local.set $base (local.get $level))
    (local.set $levels (i32.add (local.get $level) (i32.const 1920)))
    (i64.store (local.get $base) (i64.const 0))
    (i32.store offset=12 (local.get $base) (i32.const -1))
    (local.set $wanted (local.get $node))
    (loop $value
      (local.set $start (local.get $at))
      (local.set $byte (i32.load8_u (local.get $at)))
      (block $ended
        (if (i32.eq (local.get $byte) (i32.const 0x22))
          (then
            (local.set $at (i32.add (i32.load offset=4 (local.get $quote)) (i32.const 1)))
            ;; A quote of a later line, if any.
            (if (i32.gt_u (local.get $at) (local.get $end)) (then (return (i32.const 0))))
            (local.set $quote (i32.add (local.get $quote) (i32.const 8)))
            (local.set $kind (i32.const 5))
            (br_if $ended (i32.eqz (local.get $isKey)))
            (local.set $isKey (i32.const 0))
            (if (local.get $around)
              (then
                (local.set $wanted (i32.const 0))
                (local.set $start (i32.add (local.get $start) (i32.const 1)))
                (local.set $length (i32.sub (i32.sub (local.get $at) (local.get $start)) (i32.const 1)))
                ;; Those that are planned have 16 bytes at most.
                (if (i32.gt_u (local.get $length) (i32.const 16))
                  (then (if (call $hasBackslash (local.get $start) (local.get $length)) (then (return (i32.const 0)))))
                  (else
                    (local.set $text
                      (v128.and
                        (v128.load (local.get $start))
                        (i8x16.gt_u (i8x16.splat (local.get $length)) (v128.const i8x16 0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15))))
                    (local.set $key (i32.add (local.get $around) (i32.const 16)))
                    (local.set $keysEnd (i32.load offset=8 (local.get $around)))
                    (block $found
                      (loop $each
                        (if (i32.eq (local.get $key) (local.get $keysEnd))
                          (then
                            ;; With an escape in it it may be a planned key nonetheless.
                            (if
                              (v128.any_true (i8x16.eq (local.get $text) (i8x16.splat (i32.const 0x5c))))
                              (then (return (i32.const 0))))
                            (br $found)))
                        (if (v128.any_true (v128.xor (v128.load (local.get $key)) (local.get $text)))
                          (then
                            (local.set $key (i32.add (local.get $key) (i32.const 32)))
                            (br $each))))
                      (local.set $seen (i32.load offset=16 (local.get $level)))
                      (if (i32.and (local.get $seen) (i32.load offset=20 (local.get $key))) (then (return (i32.const 0))))
                      (i32.store offset=16 (local.get $level) (i32.or (local.get $seen) (i32.load offset=20 (local.get $key))))
                      (local.set $wanted (i32.load offset=16 (local.get $key))))))))
            (if (i32.ne (i32.load8_u (local.get $at)) (i32.const 0x3a))
              (then
                (local.set $at (call $skipBlanks (local.get $at)))
                (if (i32.ne (i32.load8_u (local.get $at)) (i32.const 0x3a)) (then (return (i32.const 0))))))
            (local.set $at (i32.add (local.get $at) (i32.const 1)))
            (if (i32.eq (i32.load8_u (local.get $at)) (i32.const 0x20)) (then (local.set $at (call $skipBlanks (local.get $at)))))
            (br $value)))
        (if (local.get $isKey) (then (return (i32.const 0))))
        ;; In ASCII an opening bracket and brace are told from each other by one bit, and each stands two before its closing one.
        (if (i32.eq (i32.or (local.get $byte) (i32.const 0x20)) (i32.const 0x7b))
          (then
            (local.set $at (call $skipBlanks (i32.add (local.get $at) (i32.const 1))))
            (if (i32.eq (i32.load8_u (local.get $at)) (i32.add (local.get $byte) (i32.const 2)))
              (then
                (local.set $at (i32.add (local.get $at) (i32.const 1)))
                (local.set $kind (call $kindOf (local.get $byte)))
                (br $ended)))
            (if (i32.eq (local.get $level) (local.get $levels)) (then (return (i32.const 0))))
            (local.set $close (i32.add (local.get $byte) (i32.const 2)))
            (local.set $isKey (i32.eq (local.get $byte) (i32.const 0x7b)))
            (i32.store offset=44 (local.get $level)
              (select (i32.load offset=12 (local.get $level)) (i32.const 0) (local.get $isKey)))
            (local.set $level (i32.add (local.get $level) (i32.const 32)))
            (i32.store (local.get $level) (local.get $close))
            (i32.store offset=4 (local.get $level) (local.get $wanted))
            (i32.store offset=8 (local.get $level) (local.get $start))
            (i32.store offset=16 (local.get $level) (i32.const 0))
            (local.set $around (local.get $wanted))
            (local.set $items (call $itemsOf (local.get $around) (local.get $close)))
            (local.set $wanted (local.get $items))
            (br $value)))
        ;; Many rewards are a single digit.
        (local.set $next (i32.load8_u offset=1 (local.get $at)))
        (if
          (i32.and
            (i32.lt_u (i32.sub (local.get $byte) (i32.const 0x30)) (i32.const 10))
            (i32.or (i32.eq (local.get $next) (i32.const 0x2c)) (i32.eq (local.get $next) (i32.const 0x5d))))
          (then
            (local.set $at (i32.add (local.get $at) (i32.const 1)))
            (local.set $kind (i32.const 3))
            (br $ended)))
        (local.set $kind (call $kindOf (local.get $byte)))
        (local.set $at (call $skipScalar (local.get $at) (local.get $byte)))
        (if (i32.eqz (local.get $at)) (then (return (i32.const 0)))))
      (if (local.get $wanted)
        (then
          ;; As $capture does: a call has all that is in registers put away, and there are many of these.
          (local.set $slot (i32.load (local.get $wanted)))
          (if (i32.ge_s (local.get $slot) (i32.const 0))
            (then
              (i32.store (local.get $out) (local.get $slot))
              (i32.store offset=4 (local.get $out) (local.get $kind))
              (i32.store offset=8 (local.get $out) (local.get $start))
              (i32.store offset=12 (local.get $out) (local.get $at))
              (i32.store offset=16 (local.get $out) (i32.const 0))
              (i32.store offset=20 (local.get $out) (i32.load offset=12 (local.get $level)))
              (local.set $out (i32.add (local.get $out) (i32.const 24)))))))
      ;; A value has ended: close the containers that end with it, or go on to the next element.
      (loop $ending
        (if (i32.ge_u (local.get $out) (local.get $outEnd)) (then (return (i32.const 0))))
        (if (i32.eq (local.get $level) (local.get $base))
          (then
            (i32.store (local.get $base) (local.get $quote))
            (return (select (local.get $out) (i32.const 0) (i32.eq (call $skipBlanks (local.get $at)) (local.get $end))))))
        (if (i32.eq (local.get $close) (i32.const 0x5d))
          (then
            (i32.store offset=12 (local.get $level) (i32.add (i32.load offset=12 (local.get $level)) (i32.const 1)))))
        (local.set $byte (i32.load8_u (local.get $at)))
        (if (i32.eq (local.get $byte) (i32.const 0x20))
          (then
            (local.set $at (call $skipBlanks (local.get $at)))
            (local.set $byte (i32.load8_u (local.get $at)))))
        (local.set $at (i32.add (local.get $at) (i32.const 1)))
        (if (i32.eq (local.get $byte) (i32.const 0x2c))
          (then
            (if (i32.eq (i32.load8_u (local.get $at)) (i32.const 0x20)) (then (local.set $at (call $skipBlanks (local.get $at)))))
            (local.set $isKey (i32.eq (local.get $close) (i32.const 0x7d)))
            (local.set $wanted (local.get $items))
            (br $value)))
        (if (i32.ne (local.get $byte) (local.get $close)) (then (return (i32.const 0))))
        (local.set $wanted (local.get $around))
        (local.set $level (i32.sub (local.get $level) (i32.const 32)))
        (local.set $close (i32.load (local.get $level)))
        (local.set $around (i32.load offset=4 (local.get $level)))
        (local.set $items (call $itemsOf (local.get $around) (local.get $close)))
        (if (local.get $wanted)
          (then
            (local.set $out
              (call $capture
                (local.get $out) (local.get $wanted) (call $kindOf (i32.sub (local.get $byte) (i32.const 2)))
                (i32.load offset=40 (local.get $level)) (local.get $at)
                (select (i32.load offset=44 (local.get $level)) (i32.const 0) (i32.eq (local.get $byte) (i32.const 0x5d)))
                (i32.load offset=12 (local.get $level))))))
        (br $ending)))
    (unreachable))

  ;; What is wanted of the elements of a container: of an object's nothing before their keys are known.
  (func $itemsOf (param $around i32) (param $close i32) (result i32)
    (if (result i32) (i32.and (i32.ne (local.get $around) (i32.const 0)) (i32.eq (local.get $close) (i32.const 0x5d)))
      (then (i32.load offset=4 (local.get $around)))
      (else (i32.const 0))))

  ;; Whether there is a backslash in more than 16 bytes.
  (func $hasBackslash (param $at i32) (param $length i32) (result i32)
    (local $last i32)
    (local.set $last (i32.sub (i32.add (local.get $at) (local.get $length)) (i32.const 16)))
    (loop $each
      (if
        (v128.any_true (i8x16.eq (v128.load (local.get $at)) (i8x16.splat (i32.const 0x5c))))
        (then (return (i32.const 1))))
      (local.set $at (i32.add (local.get $at) (i32.const 16)))
      (br_if $each (i32.lt_u (local.get $at) (local.get $last))))
    (v128.any_true (i8x16.eq (v128.load (local.get $last)) (i8x16.splat (i32.const 0x5c)))))

  ;; Returns where the next capture goes.
  (func $capture
    (param $out i32) (param $node i32) (param $kind i32) (param $start i32) (param $end i32) (param $count i32) (param $item i32)
    (result i32)
    (local $slot i32)
    (local.set $slot (i32.load (local.get $node)))
    (if (i32.lt_s (local.get $slot) (i32.const 0)) (then (return (local.get $out))))
    (i32.store (local.get $out) (local.get $slot))
    (i32.store offset=4 (local.get $out) (local.get $kind))
    (i32.store offset=8 (local.get $out) (local.get $start))
    (i32.store offset=12 (local.get $out) (local.get $end))
    (i32.store offset=16 (local.get $out) (local.get $count))
    (i32.store offset=20 (local.get $out) (local.get $item))
    (i32.add (local.get $out) (i32.const 24)))

  ;; The kinds of captures.ts, told by a value's first byte.
  (func $kindOf (param $byte i32) (result i32)
    (if (i32.eq (local.get $byte) (i32.const 0x22)) (then (return (i32.const 5))))
    (if (i32.eq (local.get $byte) (i32.const 0x7b)) (then (return (i32.const 6))))
    (if (i32.eq (local.get $byte) (i32.const 0x5b)) (then (return (i32.const 7))))
    (if (i32.eq (local.get $byte) (i32.const 0x74)) (then (return (i32.const 2))))
    (if (i32.eq (local.get $byte) (i32.const 0x66)) (then (return (i32.const 1))))
    (if (i32.eq (local.get $byte) (i32.const 0x6e)) (then (return (i32.const 0))))
    (i32.const 3))

  (func $skipBlanks (param $at i32) (result i32)
    (loop $each
      (if
        (i32.eq (i32.load8_u (local.get $at)) (i32.const 0x20))
        (then
          (local.set $at (i32.add (local.get $at) (i32.const 1)))
          (br $each))))
    (local.get $at))

  ;; Behind a number or a literal, or 0.
  (func $skipScalar (param $at i32) (param $byte i32) (result i32)
    (local $next i32)
    (if (i32.eq (local.get $byte) (i32.const 0x74))
      (then
        (return
          (select (i32.add (local.get $at) (i32.const 4)) (i32.const 0)
            (i32.eq (i32.load (local.get $at)) (i32.const 0x65757274))))))
    (if (i32.eq (local.get $byte) (i32.const 0x6e))
      (then
        (return
          (select (i32.add (local.get $at) (i32.const 4)) (i32.const 0)
            (i32.eq (i32.load (local.get $at)) (i32.const 0x6c6c756e))))))
    (if (i32.eq (local.get $byte) (i32.const 0x66))
      (then
        (return
          (select (i32.add (local.get $at) (i32.const 5)) (i32.const 0)
            (i32.eq (i32.load offset=1 (local.get $at)) (i32.const 0x65736c61))))))
    (if (i32.eq (local.get $byte) (i32.const 0x2d)) (then (local.set $at (i32.add (local.get $at) (i32.const 1)))))
    (if (i32.eq (i32.load8_u (local.get $at)) (i32.const 0x30))
      (then (local.set $at (i32.add (local.get $at) (i32.const 1))))
      (else
        (local.set $at (call $skipDigits (local.get $at)))
        (if (i32.eqz (local.get $at)) (then (return (i32.const 0))))))
    (if (i32.eq (i32.load8_u (local.get $at)) (i32.const 0x2e))
      (then
        (local.set $at (call $skipDigits (i32.add (local.get $at) (i32.const 1))))
        (if (i32.eqz (local.get $at)) (then (return (i32.const 0))))))
    (if (i32.eq (i32.or (i32.load8_u (local.get $at)) (i32.const 0x20)) (i32.const 0x65))
      (then
        (local.set $at (i32.add (local.get $at) (i32.const 1)))
        (local.set $next (i32.load8_u (local.get $at)))
        (local.set $at
          (i32.add
            (local.get $at)
            (i32.or (i32.eq (local.get $next) (i32.const 0x2b)) (i32.eq (local.get $next) (i32.const 0x2d)))))
        (local.set $at (call $skipDigits (local.get $at)))))
    (local.get $at))

  ;; Behind one digit or more, or 0.
  (func $skipDigits (param $at i32) (result i32)
    (local $start i32)
    (local.set $start (local.get $at))
    (loop $each
      (if
        (i32.lt_u (i32.sub (i32.load8_u (local.get $at)) (i32.const 0x30)) (i32.const 10))
        (then
          (local.set $at (i32.add (local.get $at) (i32.const 1)))
          (br $each))))
    (select (local.get $at) (i32.const 0) (i32.ne (local.get $at) (local.get $start)))))
