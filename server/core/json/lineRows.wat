;; Reads lines as nearly all are written, many in one call: walks over each (lineWalk.wat), and makes of what was captured a row of numbers.
;; What record/recordReader.ts does for any line and any mapping, it does where each reward is a plain number and each name can be hashed as it
;; stands; at the first line that is otherwise it stops, and that line is read there. So it has no words for what is wrong.
;;
;; $rules, by offset: 0 root of the plan, 4 room for levels, 8 and 12 room for captures and its end: as $walk has them; 16 slot of rewards;
;; places, which are the addresses where the capture of a slot is noted, the last of them one that never is: 20 of the list of rewards or 0,
;; 24 id, 28 prompt, 32 ground truth, 36 step, 56 source; 40 end of the group's places, which stand at 64;
;; 44 end of the places of lists beside that of rewards, which stand at 80; 48 bits: 1 to hash every prompt, 2 the group's key is the prompt's
;; hash; 52 end of all places, which begin at 192; 96 threshold, 104 largest reward expected: f64; 112 seed of keys: i64. Columns: 136
;; successes, 140 trials, 144 unscored: bytes; 148 starts: i32; 152 keys, 156 ids, 160 prompts, 164 steps: f64, NaN for none;
;; 168 ids, 172 sources: where they start and end, i32 each, 0 for none.
;; It leaves there where it stopped: 120 start of the line, 124 its entry in the list of breaks, 128 in that of quotes; and at 132 which of the
;; last four columns hold anything, a bit each.
(module
  (import "host" "memory" (memory 1))
  (import "host" "walk" (func $walk (param i32 i32 i32 i32 i32 i32 i32) (result i32)))
  (import "host" "hash" (func $hash (param i32 i32 i32 i32) (result f64)))

  ;; Returns how many rows it made, $most at most. $break and $quote: addresses in the lists.
  (func (export "rows")
    (param $rules i32) (param $start i32) (param $break i32) (param $quote i32) (param $most i32)
    (result i32)
    (local $row i32) (local $end i32) (local $next i32) (local $behind i32) (local $out i32) (local $capture i32) (local $place i32)
    (local $kind i32) (local $slot i32) (local $seen i32) (local $trials i32) (local $successes i32) (local $length i32)
    (local $filled i32) (local $hasId i32) (local $value f64)
    (local $key i64) (local $id i64) (local $prompt i64) (local $step f64)
    (local.set $slot (i32.load offset=16 (local.get $rules)))
    (block $stop
      (loop $line
        (br_if $stop (i32.eq (local.get $row) (local.get $most)))
        ;; The line's end: a line break, or a carriage return before one.
        (local.set $end (i32.load (local.get $break)))
        (br_if $stop (i32.eq (local.get $end) (i32.const 0x7fffffff)))
        (local.set $next (i32.add (local.get $break) (i32.const 4)))
        (local.set $behind (local.get $end))
        (if (i32.eq (i32.load8_u (local.get $end)) (i32.const 0x0d))
          (then
            (local.set $behind (i32.load (local.get $next)))
            (br_if $stop (i32.ne (local.get $behind) (i32.add (local.get $end) (i32.const 1))))
            (local.set $next (i32.add (local.get $next) (i32.const 4)))))
        (br_if $stop (i32.ne (i32.load8_u (local.get $behind)) (i32.const 0x0a)))
        (br_if $stop (i32.ne (i32.load8_u (local.get $start)) (i32.const 0x7b)))
        ;; Past the quotes of lines that were read elsewhere.
        (loop $each
          (if (i32.lt_s (i32.load (local.get $quote)) (local.get $start))
            (then
              (local.set $quote (i32.add (local.get $quote) (i32.const 4)))
              (br $each))))
        (local.set $out
          (call $walk
            (local.get $start) (local.get $end) (local.get $quote)
            (i32.load (local.get $rules)) (i32.load offset=4 (local.get $rules))
            (i32.load offset=8 (local.get $rules)) (i32.load offset=12 (local.get $rules))))
        (br_if $stop (i32.eqz (local.get $out)))
        (local.set $place (i32.add (local.get $rules) (i32.const 192)))
        (loop $each
          (i32.store (local.get $place) (i32.const 0))
          (local.set $place (i32.add (local.get $place) (i32.const 4)))
          (br_if $each (i32.lt_u (local.get $place) (i32.load offset=52 (local.get $rules)))))
        ;; Rewards are counted, and of all else it is noted where it was captured.
        (local.set $seen (i32.const 0))
        (local.set $trials (i32.const 0))
        (local.set $successes (i32.const 0))
        (local.set $capture (i32.load offset=8 (local.get $rules)))
        (block $captured
          (loop $each
            (br_if $captured (i32.eq (local.get $capture) (local.get $out)))
            (local.set $kind (i32.load offset=4 (local.get $capture)))
            (if (i32.eq (i32.load (local.get $capture)) (local.get $slot))
              (then
                (local.set $seen (i32.add (local.get $seen) (i32.const 1)))
                ;; A number, true or false; null is not scored.
                (br_if $stop (i32.gt_u (local.get $kind) (i32.const 3)))
                (if (local.get $kind)
                  (then
                    (local.set $value
                      (if (result f64) (i32.eq (local.get $kind) (i32.const 3))
                        (then (call $number (local.get $capture)))
                        (else (f64.convert_i32_u (i32.sub (local.get $kind) (i32.const 1))))))
                    ;; Nor is one that is not a number as $number reads them.
                    (br_if $stop (i32.eqz (f64.le (local.get $value) (f64.load offset=104 (local.get $rules)))))
                    (local.set $trials (i32.add (local.get $trials) (i32.const 1)))
                    (local.set $successes
                      (i32.add
                        (local.get $successes)
                        (f64.ge (local.get $value) (f64.load offset=96 (local.get $rules))))))))
              (else
                (i32.store
                  (i32.add (i32.add (local.get $rules) (i32.const 192)) (i32.shl (i32.load (local.get $capture)) (i32.const 2)))
                  (local.get $capture))))
            (local.set $capture (i32.add (local.get $capture) (i32.const 24)))
            (br $each)))
        ;; A text, or nothing.
        (local.set $capture (i32.load (i32.load offset=56 (local.get $rules))))
        (if (local.get $capture)
          (then
            (br_if $stop (i32.ne (i32.load offset=4 (local.get $capture)) (i32.const 5)))))
        (call $putSpan (i32.load offset=172 (local.get $rules)) (local.get $row) (local.get $capture))
        ;; As many rewards as the list has elements, and as the lists beside it have; or one.
        (local.set $length (i32.const 1))
        (local.set $place (i32.load offset=20 (local.get $rules)))
        (if (local.get $place)
          (then
            (local.set $capture (i32.load (local.get $place)))
            (br_if $stop (i32.eqz (local.get $capture)))
            (br_if $stop (i32.ne (i32.load offset=4 (local.get $capture)) (i32.const 7)))
            (local.set $length (i32.load offset=16 (local.get $capture)))
            (local.set $place (i32.add (local.get $rules) (i32.const 80)))
            (block $beside
              (loop $each
                (br_if $beside (i32.eq (local.get $place) (i32.load offset=44 (local.get $rules))))
                (local.set $capture (i32.load (i32.load (local.get $place))))
                (if (local.get $capture)
                  (then
                    (br_if $stop
                      (i32.and
                        (i32.eq (i32.load offset=4 (local.get $capture)) (i32.const 7))
                        (i32.ne (i32.load offset=16 (local.get $capture)) (local.get $length))))))
                (local.set $place (i32.add (local.get $place) (i32.const 4)))
                (br $each)))))
        (br_if $stop (i32.ne (local.get $seen) (local.get $length)))
        (br_if $stop (i32.gt_u (local.get $length) (i32.const 255)))
        ;; Each hash of the group seeds the next one.
        (local.set $key (i64.load offset=112 (local.get $rules)))
        (local.set $place (i32.add (local.get $rules) (i32.const 64)))
        (block $keyed
          (loop $each
            (br_if $keyed (i32.eq (local.get $place) (i32.load offset=40 (local.get $rules))))
            (local.set $capture (i32.load (i32.load (local.get $place))))
            (br_if $stop (i32.eqz (local.get $capture)))
            (br_if $stop (i32.eqz (i32.load offset=4 (local.get $capture))))
            (local.set $key (call $hashOf (local.get $capture) (local.get $key)))
            (br_if $stop (i64.lt_s (local.get $key) (i64.const 0)))
            (local.set $place (i32.add (local.get $place) (i32.const 4)))
            (br $each)))
        ;; Null, lists and objects name nothing.
        (local.set $capture (i32.load (i32.load offset=24 (local.get $rules))))
        (local.set $hasId (i32.const 0))
        (if (local.get $capture)
          (then
            (local.set $hasId (i32.lt_u (i32.sub (i32.load offset=4 (local.get $capture)) (i32.const 1)) (i32.const 5)))))
        (call $putSpan
          (i32.load offset=168 (local.get $rules)) (local.get $row)
          (select (local.get $capture) (i32.const 0) (local.get $hasId)))
        (if (local.get $hasId)
          (then
            (local.set $id (call $hashOf (local.get $capture) (i64.const 0)))
            (br_if $stop (i64.lt_s (local.get $id) (i64.const 0)))))
        (local.set $step (f64.const nan))
        (local.set $capture (i32.load (i32.load offset=36 (local.get $rules))))
        (if (local.get $capture)
          (then
            (br_if $stop (i32.ne (i32.load offset=4 (local.get $capture)) (i32.const 3)))
            (local.set $step (call $number (local.get $capture)))
            (br_if $stop (f64.ne (local.get $step) (local.get $step)))))
        ;; The prompt, where every one is wanted or nothing else names the example: with its ground truth, if there is one.
        (local.set $prompt (i64.const -1))
        (local.set $capture (i32.load (i32.load offset=28 (local.get $rules))))
        (if
          (i32.and
            (i32.ne (local.get $capture) (i32.const 0))
            (i32.or
              (i32.and (i32.load offset=48 (local.get $rules)) (i32.const 1))
              (i32.and (i32.eq (local.get $place) (i32.add (local.get $rules) (i32.const 64))) (i32.eqz (local.get $hasId)))))
          (then
            (if (i32.and (i32.load offset=48 (local.get $rules)) (i32.const 2))
              (then (local.set $prompt (local.get $key)))
              (else
                (local.set $prompt (call $hashOf (local.get $capture) (i64.const 0)))
                (br_if $stop (i64.lt_s (local.get $prompt) (i64.const 0)))
                (local.set $capture (i32.load (i32.load offset=32 (local.get $rules))))
                (if (local.get $capture)
                  (then
                    (local.set $prompt (call $hashOf (local.get $capture) (local.get $prompt)))
                    (br_if $stop (i64.lt_s (local.get $prompt) (i64.const 0)))))))))
        (i32.store8 (i32.add (i32.load offset=136 (local.get $rules)) (local.get $row)) (local.get $successes))
        (i32.store8 (i32.add (i32.load offset=140 (local.get $rules)) (local.get $row)) (local.get $trials))
        (i32.store8
          (i32.add (i32.load offset=144 (local.get $rules)) (local.get $row))
          (i32.sub (local.get $length) (local.get $trials)))
        (i32.store
          (i32.add (i32.load offset=148 (local.get $rules)) (i32.shl (local.get $row) (i32.const 2)))
          (local.get $start))
        (if (i32.eq (local.get $place) (i32.add (local.get $rules) (i32.const 64))) (then (local.set $key (i64.const -1))))
        (if (i32.eqz (local.get $hasId)) (then (local.set $id (i64.const -1))))
        (local.set $filled
          (i32.or
            (i32.or
              (local.get $filled)
              (call $put (i32.load offset=152 (local.get $rules)) (local.get $row) (local.get $key)))
            (i32.or
              (i32.shl (call $put (i32.load offset=156 (local.get $rules)) (local.get $row) (local.get $id)) (i32.const 1))
              (i32.or
                (i32.shl (call $put (i32.load offset=160 (local.get $rules)) (local.get $row) (local.get $prompt)) (i32.const 2))
                (i32.shl (f64.eq (local.get $step) (local.get $step)) (i32.const 3))))))
        (f64.store
          (i32.add (i32.load offset=164 (local.get $rules)) (i32.shl (local.get $row) (i32.const 3)))
          (local.get $step))
        (local.set $row (i32.add (local.get $row) (i32.const 1)))
        (local.set $start (i32.add (local.get $behind) (i32.const 1)))
        (local.set $break (local.get $next))
        (local.set $quote (i32.load (i32.load offset=4 (local.get $rules))))
        (br $line)))
    (i32.store offset=120 (local.get $rules) (local.get $start))
    (i32.store offset=124 (local.get $rules) (local.get $break))
    (i32.store offset=128 (local.get $rules) (local.get $quote))
    (i32.store offset=132 (local.get $rules) (local.get $filled))
    (local.get $row))

  ;; Stores a hash, or NaN where it is negative. Returns whether there is one.
  (func $put (param $column i32) (param $row i32) (param $hash i64) (result i32)
    (local $is i32)
    (local.set $is (i64.ge_s (local.get $hash) (i64.const 0)))
    (f64.store
      (i32.add (local.get $column) (i32.shl (local.get $row) (i32.const 3)))
      (select (f64.convert_i64_s (local.get $hash)) (f64.const nan) (local.get $is)))
    (local.get $is))

  ;; Stores where a capture starts and ends.
  (func $putSpan (param $column i32) (param $row i32) (param $capture i32)
    (local.set $column (i32.add (local.get $column) (i32.shl (local.get $row) (i32.const 3))))
    (if (local.get $capture)
      (then (i64.store (local.get $column) (i64.load offset=8 (local.get $capture))))
      (else (i64.store (local.get $column) (i64.const 0)))))

  ;; The hash of json/scalars.ts, or -1 for short strings with escapes and for numbers with more than digits, which are decoded there.
  (func $hashOf (param $capture i32) (param $seed i64) (result i64)
    (local $kind i32) (local $start i32) (local $end i32) (local $at i32)
    (local.set $kind (i32.load offset=4 (local.get $capture)))
    (local.set $start (i32.load offset=8 (local.get $capture)))
    (local.set $end (i32.load offset=12 (local.get $capture)))
    (local.set $at (local.get $start))
    (if (i32.eq (local.get $kind) (i32.const 5))
      (then
        (if (i32.le_u (i32.sub (local.get $end) (local.get $start)) (i32.const 64))
          (then
            (loop $each
              (if (i32.eq (i32.load8_u (local.get $at)) (i32.const 0x5c)) (then (return (i64.const -1))))
              (local.set $at (i32.add (local.get $at) (i32.const 1)))
              (br_if $each (i32.lt_u (local.get $at) (local.get $end))))))
        (local.set $start (i32.add (local.get $start) (i32.const 1)))
        (local.set $end (i32.sub (local.get $end) (i32.const 1)))))
    (if (i32.eq (local.get $kind) (i32.const 3))
      (then
        (loop $each
          (if
            (i32.gt_u (i32.sub (i32.load8_u (local.get $at)) (i32.const 0x30)) (i32.const 9))
            (then (return (i64.const -1))))
          (local.set $at (i32.add (local.get $at) (i32.const 1)))
          (br_if $each (i32.lt_u (local.get $at) (local.get $end))))))
    (i64.trunc_f64_u
      (call $hash
        (local.get $start) (local.get $end)
        (i32.wrap_i64 (local.get $seed)) (i32.wrap_i64 (i64.shr_u (local.get $seed) (i64.const 32))))))

  ;; A decimal of up to 15 digits, as json/scalars.ts rounds it; NaN for others.
  (func $number (param $capture i32) (result f64)
    (local $at i32) (local $end i32) (local $byte i32) (local $isNegative i32) (local $digits i64) (local $scale f64) (local $value f64)
    (local.set $at (i32.load offset=8 (local.get $capture)))
    (local.set $end (i32.load offset=12 (local.get $capture)))
    (local.set $isNegative (i32.eq (i32.load8_u (local.get $at)) (i32.const 0x2d)))
    (local.set $at (i32.add (local.get $at) (local.get $isNegative)))
    (if (i32.gt_u (i32.sub (local.get $end) (local.get $at)) (i32.const 15)) (then (return (f64.const nan))))
    (loop $each
      (local.set $byte (i32.sub (i32.load8_u (local.get $at)) (i32.const 0x30)))
      (if (i32.lt_u (local.get $byte) (i32.const 10))
        (then
          (local.set $digits
            (i64.add (i64.mul (local.get $digits) (i64.const 10)) (i64.extend_i32_u (local.get $byte))))
          (local.set $scale (f64.mul (local.get $scale) (f64.const 10))))
        (else
          (if (i32.ne (local.get $byte) (i32.const -2)) (then (return (f64.const nan))))
          (local.set $scale (f64.const 1))))
      (local.set $at (i32.add (local.get $at) (i32.const 1)))
      (br_if $each (i32.lt_u (local.get $at) (local.get $end))))
    (local.set $value (f64.convert_i64_u (local.get $digits)))
    (if (f64.gt (local.get $scale) (f64.const 0)) (then (local.set $value (f64.div (local.get $value) (local.get $scale)))))
    (select (f64.neg (local.get $value)) (local.get $value) (local.get $isNegative))))
