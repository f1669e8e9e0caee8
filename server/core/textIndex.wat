;; One pass over text in blocks of 16 bytes: where its strings begin and end, and where it must be looked at more closely.
;; Hand-written, since each of its few instructions is meant; blocks of 16 rather than 64 bytes, since most hold none of the bytes
;; that matter and are left after one test. 2 to 4.4 GB/s, by how dense quotes and backslashes are.
(module
  (import "host" "memory" (memory 1))

  ;; Lists the offsets in [$at, $end) of
  ;;   - quotes that no backslash escapes, at $quotes;
  ;;   - control characters, line breaks among them, and bytes that make an escape one that JSON does not know, at $breaks;
  ;; 32 bits each, in order, and behind each list 0xffffffff. Reads up to 15 bytes behind $end, and is not swayed by them.
  (func (export "index") (param $at i32) (param $end i32) (param $quotes i32) (param $breaks i32)
    (local $bytes v128) (local $isQuote v128) (local $isBackslash v128) (local $isControl v128)
    ;; Sets of places in a block, the lowest bit for the first byte.
    (local $quote i32) (local $break i32) (local $backslash i32) (local $run i32) (local $kept i32) (local $escaped i32) (local $u i32)
    ;; What a block leaves to the next: whether its first byte is escaped, and which of its first four must be hexadecimal digits.
    (local $carry i32) (local $digits i32)
    (block $done
      (loop $block
        (br_if $done (i32.ge_u (local.get $at) (local.get $end)))
        (local.set $bytes (v128.load (local.get $at)))
        (local.set $isQuote (i8x16.eq (local.get $bytes) (i8x16.splat (i32.const 0x22))))
        (local.set $isBackslash (i8x16.eq (local.get $bytes) (i8x16.splat (i32.const 0x5c))))
        (local.set $isControl (i8x16.lt_u (local.get $bytes) (i8x16.splat (i32.const 0x20))))
        (if
          (i32.or
            (i32.or (local.get $carry) (local.get $digits))
            (v128.any_true (v128.or (v128.or (local.get $isQuote) (local.get $isBackslash)) (local.get $isControl))))
          (then
            (local.set $quote (i8x16.bitmask (local.get $isQuote)))
            (local.set $break (i8x16.bitmask (local.get $isControl)))
            (if
              (i32.or (i32.or (local.get $carry) (local.get $digits)) (v128.any_true (local.get $isBackslash)))
              (then
                ;; Of a run of backslashes the first escapes the second, the third the fourth, and the last of an odd number what
                ;; follows. A backslash that the block before escapes begins no run.
                (local.set $backslash (i8x16.bitmask (local.get $isBackslash)))
                (local.set $run (i32.and (local.get $backslash) (i32.xor (local.get $carry) (i32.const -1))))
                ;; Adding the first bit of each run that begins at an odd place carries through it to its end, and so takes its bits
                ;; away; runs that begin at even places are kept.
                (local.set $kept
                  (i32.and
                    (local.get $run)
                    (i32.add
                      (local.get $run)
                      (i32.and
                        (i32.and (local.get $run) (i32.xor (i32.shl (local.get $run) (i32.const 1)) (i32.const -1)))
                        (i32.const 0xaaaa)))))
                (local.set $escaped
                  (i32.or
                    (local.get $carry)
                    (i32.or
                      (i32.and (i32.shl (local.get $kept) (i32.const 1)) (i32.const 0xaaaa))
                      (i32.and (i32.shl (i32.xor (local.get $run) (local.get $kept)) (i32.const 1)) (i32.const 0x5555)))))
                (local.set $carry
                  (i32.shr_u
                    (i32.and (local.get $backslash) (i32.xor (local.get $escaped) (i32.const -1)))
                    (i32.const 15)))
                (local.set $quote (i32.and (local.get $quote) (i32.xor (local.get $escaped) (i32.const -1))))
                ;; What may be escaped is "\/bfnrtu. A byte is one of them when the sets that its two halves look up meet: a bit
                ;; for each upper half that occurs.
                (local.set $break
                  (i32.or
                    (local.get $break)
                    (i32.and
                      (local.get $escaped)
                      (call $outside
                        (local.get $bytes)
                        (v128.const i8x16 0 0 13 0 8 8 4 0 0 0 0 0 2 0 4 1)
                        (v128.const i8x16 0 0 1 0 0 2 4 8 0 0 0 0 0 0 0 0)))))
                (local.set $u
                  (i32.and (local.get $escaped) (i8x16.bitmask (i8x16.eq (local.get $bytes) (i8x16.splat (i32.const 0x75))))))
                (if
                  (i32.or (local.get $u) (local.get $digits))
                  (then
                    ;; The four bytes behind each \u, those of the block before included: times 2 + 4 + 8 + 16. Where the bits of two
                    ;; \u meet and carry, the backslash of the second one, which stands before, is listed as no digit of the first.
                    (local.set $digits (i32.or (local.get $digits) (i32.mul (local.get $u) (i32.const 30))))
                    (local.set $break
                      (i32.or
                        (local.get $break)
                        (i32.and
                          (local.get $digits)
                          (call $outside
                            (local.get $bytes)
                            (v128.const i8x16 1 7 7 7 7 7 7 1 1 1 0 0 0 0 0 0)
                            (v128.const i8x16 0 0 0 1 2 0 4 0 0 0 0 0 0 0 0 0)))))
                    (local.set $digits (i32.shr_u (local.get $digits) (i32.const 16)))))))
            (if
              (i32.lt_u (i32.sub (local.get $end) (local.get $at)) (i32.const 16))
              (then
                (local.set $kept (i32.sub (i32.shl (i32.const 1) (i32.sub (local.get $end) (local.get $at))) (i32.const 1)))
                (local.set $quote (i32.and (local.get $quote) (local.get $kept)))
                (local.set $break (i32.and (local.get $break) (local.get $kept)))))
            (block $noQuote
              (loop $eachQuote
                (br_if $noQuote (i32.eqz (local.get $quote)))
                (i32.store (local.get $quotes) (i32.add (local.get $at) (i32.ctz (local.get $quote))))
                (local.set $quotes (i32.add (local.get $quotes) (i32.const 4)))
                (local.set $quote (i32.and (local.get $quote) (i32.sub (local.get $quote) (i32.const 1))))
                (br $eachQuote)))
            (block $noBreak
              (loop $eachBreak
                (br_if $noBreak (i32.eqz (local.get $break)))
                (i32.store (local.get $breaks) (i32.add (local.get $at) (i32.ctz (local.get $break))))
                (local.set $breaks (i32.add (local.get $breaks) (i32.const 4)))
                (local.set $break (i32.and (local.get $break) (i32.sub (local.get $break) (i32.const 1))))
                (br $eachBreak)))))
        (local.set $at (i32.add (local.get $at) (i32.const 16)))
        (br $block)))
    (i32.store (local.get $quotes) (i32.const -1))
    (i32.store (local.get $breaks) (i32.const -1)))

  ;; Which bytes are not in a set, given for each lower and each upper half of a byte; the two must have a bit in common.
  (func $outside (param $bytes v128) (param $ofLower v128) (param $ofUpper v128) (result i32)
    (i8x16.bitmask
      (i8x16.eq
        (v128.and
          (i8x16.swizzle (local.get $ofLower) (v128.and (local.get $bytes) (i8x16.splat (i32.const 15))))
          (i8x16.swizzle (local.get $ofUpper) (i8x16.shr_u (local.get $bytes) (i32.const 4))))
        (v128.const i64x2 0 0)))))
