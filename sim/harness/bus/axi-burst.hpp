// SPDX-License-Identifier: Apache-2.0
// Bursts of an AXI4 master in front of the guest memory: what both halves of the bus share.
#pragma once

#include "bus/channel.hpp"
#include "core/numbers.hpp"
#include "guest/device-memory.hpp"

namespace sluice {

// Ports of one address channel; id, size, burst type and user may be absent.
struct AddressPorts {
  AddressPorts(const Environment& environment, ByteReader& request);
  Signal valid, ready, id, address, length, size, burst, user;
  std::vector<Signal> fields() const { return {id, address, length, size, burst, user}; }
};

// One accepted burst of incrementing addresses.
struct Burst {
  uint64_t address;
  uint32_t beats;
  uint32_t beatBytes;
  uint32_t id;
  uint32_t function;
  uint32_t era;  // resets of the design that the slave went on through before it accepted the burst

  // Address of the first byte a beat covers.
  uint64_t beatAddress(uint32_t beat) const {
    return beat == 0 ? address : (address & ~uint64_t{beatBytes - 1}) + uint64_t{beat} * beatBytes;
  }
  // Address after the last byte a beat covers.
  uint64_t beatEnd(uint32_t beat) const { return (beatAddress(beat) & ~uint64_t{beatBytes - 1}) + beatBytes; }
  uint64_t last() const { return beatEnd(beats - 1) - 1; }
};

// How accesses take their time.
struct AxiTiming {
  explicit AxiTiming(ByteReader& request);
  uint32_t latency;         // cycles from address accepted (read) or last data accepted (write) to the answer
  uint32_t jitter;          // up to so many cycles more, drawn for each access
  uint32_t maxOutstanding;  // accesses under way before the address channel is held back
  bool outOfOrder;          // answers of different ids may overtake each other, and their data beats interleave
  Chance stall;             // chance that a ready is low
  Chance idle;              // chance that an answer waits another cycle

  uint64_t answerAt(uint64_t cycle, Random& random) const {
    return cycle + latency + (jitter > 0 ? random.below(jitter + 1) : 0);
  }
};

// The response codes as values of RRESP and BRESP.
constexpr auto responseOkay = static_cast<uint64_t>(AxiResponse::okay);
constexpr auto responseSlaveError = static_cast<uint64_t>(AxiResponse::slaveError);

// Reads an accepted address and checks it: size, burst type, 4 KiB boundary.
Burst acceptBurst(const Environment& environment, const AddressPorts& ports, size_t busBytes);

[[noreturn]] void failInCycle(const Environment& environment, const std::string& sentence);

// Index of an answer that may go next, or -1: ready in time, and the oldest of its id. `ready(i)` and `id(i)` describe
// the i-th oldest of `count`.
template <typename Ready, typename Id>
int chooseAnswer(size_t count, bool outOfOrder, Random& random, Ready ready, Id id) {
  if (!outOfOrder) return count > 0 && ready(0) ? 0 : -1;
  std::vector<int> candidates;
  for (size_t i = 0; i < count; i++) {
    bool oldest = true;
    for (size_t older = 0; older < i && oldest; older++) oldest = id(older) != id(i);
    if (oldest && ready(i)) candidates.push_back(static_cast<int>(i));
  }
  if (candidates.size() < 2) return candidates.empty() ? -1 : candidates[0];
  return candidates[random.below(static_cast<uint32_t>(candidates.size()))];
}

}  // namespace sluice
