;; The hash of shared/hash.ts over text in memory, of prompts in half the time: its lanes stay in registers, and no word is asked for whether
;; it is there. What is said there of the hash is not said again here; tests hold the two against each other.
(module
  (import "host" "memory" (memory 1))

  ;; $low and $high: the seed's lower 32 bits, and those above. A whole number of 53 bits.
  (func (export "hash") (param $at i32) (param $end i32) (param $low i32) (param $high i32) (result f64)
    (local $word i32) (local $otherLow i32) (local $otherHigh i32) (local $last i32)
    (local.set $low (i32.xor (local.get $low) (i32.const 0x811c9dc5)))
    (local.set $word (i32.sub (local.get $end) (local.get $at)))
    (local.set $high (i32.xor (i32.xor (local.get $high) (i32.const 0x9e3779b9)) (local.get $word)))
    (if
      (i32.ge_u (local.get $word) (i32.const 128))
      (then
        (local.set $otherLow (i32.const 0x85ebca6b))
        (local.set $otherHigh (i32.const 0xc2b2ae35))
        (local.set $last (i32.sub (local.get $end) (i32.const 8)))
        (loop $pair
          (local.set $word (i32.load (local.get $at)))
          (local.set $low (i32.mul (i32.rotl (i32.xor (local.get $low) (local.get $word)) (i32.const 13)) (i32.const 0x9e3779b1)))
          (local.set $high (i32.mul (i32.rotl (i32.xor (local.get $high) (local.get $word)) (i32.const 17)) (i32.const 0x85ebca77)))
          (local.set $word (i32.load offset=4 (local.get $at)))
          (local.set $otherLow
            (i32.mul (i32.rotl (i32.xor (local.get $otherLow) (local.get $word)) (i32.const 13)) (i32.const 0x9e3779b1)))
          (local.set $otherHigh
            (i32.mul (i32.rotl (i32.xor (local.get $otherHigh) (local.get $word)) (i32.const 17)) (i32.const 0x85ebca77)))
          (local.set $at (i32.add (local.get $at) (i32.const 8)))
          (br_if $pair (i32.le_u (local.get $at) (local.get $last))))
        (local.set $low (i32.mul (i32.rotl (i32.xor (local.get $low) (local.get $otherLow)) (i32.const 13)) (i32.const 0x9e3779b1)))
        (local.set $high
          (i32.mul (i32.rotl (i32.xor (local.get $high) (local.get $otherHigh)) (i32.const 17)) (i32.const 0x85ebca77)))))
    (block $words
      (loop $each
        (br_if $words (i32.lt_u (i32.sub (local.get $end) (local.get $at)) (i32.const 4)))
        (local.set $word (i32.load (local.get $at)))
        (local.set $low (i32.mul (i32.rotl (i32.xor (local.get $low) (local.get $word)) (i32.const 13)) (i32.const 0x9e3779b1)))
        (local.set $high (i32.mul (i32.rotl (i32.xor (local.get $high) (local.get $word)) (i32.const 17)) (i32.const 0x85ebca77)))
        (local.set $at (i32.add (local.get $at) (i32.const 4)))
        (br $each)))
    (local.set $word (i32.const 0))
    (block $rest
      (loop $each
        (br_if $rest (i32.eq (local.get $at) (local.get $end)))
        (local.set $word (i32.or (i32.shl (local.get $word) (i32.const 8)) (i32.load8_u (local.get $at))))
        (local.set $at (i32.add (local.get $at) (i32.const 1)))
        (br $each)))
    (local.set $low (i32.mul (i32.xor (local.get $low) (local.get $word)) (i32.const 0x9e3779b1)))
    (local.set $high (i32.mul (i32.xor (local.get $high) (local.get $word)) (i32.const 0x85ebca77)))
    (f64.convert_i64_u
      (i64.or
        (i64.shl
          (i64.and (i64.extend_i32_u (call $mix (local.get $high))) (i64.const 0x1fffff))
          (i64.const 32))
        (i64.extend_i32_u (call $mix (local.get $low))))))

  (func $mix (param $word i32) (result i32)
    (local.set $word (i32.mul (i32.xor (local.get $word) (i32.shr_u (local.get $word) (i32.const 16))) (i32.const 0x85ebca6b)))
    (local.set $word (i32.mul (i32.xor (local.get $word) (i32.shr_u (local.get $word) (i32.const 13))) (i32.const 0xc2b2ae35)))
    (i32.xor (local.get $word) (i32.shr_u (local.get $word) (i32.const 16)))))
