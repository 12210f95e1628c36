// SPDX-License-Identifier: Apache-2.0
// Seeded random numbers: every model has its own sequence, so adding one model does not change the others.
#pragma once

#include <cstdint>

namespace sluice {

class Random {
 public:
  explicit Random(uint64_t seed) : state_{seed} {}

  // splitmix64: one addition and a mix, good enough to shake a design and cheap enough for every cycle.
  uint64_t next() {
    uint64_t z = (state_ += 0x9e3779b97f4a7c15u);
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    return z ^ (z >> 31);
  }
  // Uniform in 0 .. bound - 1; bound must not be 0.
  uint32_t below(uint32_t bound) {
    return static_cast<uint32_t>((static_cast<uint64_t>(static_cast<uint32_t>(next())) * bound) >> 32);
  }

 private:
  uint64_t state_;
};

// A chance in units of 2^-32; 2^32 is certainty. Costs no random number when it is 0 or certain.
class Chance {
 public:
  explicit Chance(uint64_t threshold = 0) : threshold_{threshold} {}
  bool draw(Random& random) const {
    if (threshold_ == 0) return false;
    if (threshold_ > 0xffffffffu) return true;
    return static_cast<uint32_t>(random.next()) < threshold_;
  }

 private:
  uint64_t threshold_;
};

}  // namespace sluice
