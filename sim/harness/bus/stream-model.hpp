// SPDX-License-Identifier: Apache-2.0
// Ready/valid and valid-only streams of any payload: a source, a sink, and the rules a master must keep.
#pragma once

#include <deque>

#include "bus/bus-model.hpp"
#include "guest/doorbell-target.hpp"

namespace sluice {

// Payload ports of a stream, packed field after field into whole bytes each.
class Payload {
 public:
  Payload(const Environment& environment, ByteReader& request);
  // Absent signals are left out.
  explicit Payload(std::vector<Signal> fields);
  size_t bytes() const { return bytes_; }
  void read(uint8_t* to) const;
  void write(const uint8_t* from);
  void scramble(Random& random);
  // The first field whose value differs from the packed one.
  const Signal& firstDifference(const uint8_t* packed) const;

 private:
  std::vector<Signal> fields_;
  size_t bytes_ = 0;
};

// Holds a master to the handshake: once valid rises it stays, and the payload with it, until ready.
class StreamCheck {
 public:
  // Call once per cycle before the edge. `packed` is the payload at this moment; it is looked at when valid.
  void check(const Environment& environment, const Signal& valid, bool ready, const Payload& payload, const uint8_t* packed);
  void reset() { waiting_ = false; }

 private:
  bool waiting_ = false;
  std::vector<uint8_t> held_;
};

// Sends queued payloads with random idle cycles; while valid is low the payload ports carry noise.
class StreamSource final : public BusModel, public DoorbellTarget {
 public:
  StreamSource(const Environment& environment, ByteReader& request, uint64_t seed);
  void sample() override;
  void drive() override;
  void reset() override;
  uint64_t counter(uint32_t index) const override;
  void command(ByteReader& request, ByteWriter& reply) override;
  // Queues one transfer that holds the value in its lowest bytes; the address is of no meaning here.
  void ring(uint64_t address, uint32_t value, uint8_t bytes) override;

 private:
  void push(ByteReader& request);
  void goIdle();

  const Environment& environment_;
  Random random_;
  Chance idle_;
  Signal valid_;
  Signal ready_;
  Payload payload_;
  std::deque<uint8_t> queue_;
  std::vector<uint8_t> current_;
  std::vector<uint64_t> acceptCycles_;
  uint64_t accepted_ = 0;
  uint64_t queued_ = 0;
  bool offering_ = false;
};

// Takes payloads with random back-pressure and records them with their cycle.
class StreamSink final : public BusModel {
 public:
  StreamSink(const Environment& environment, ByteReader& request, uint64_t seed);
  void sample() override;
  void drive() override;
  void reset() override;
  uint64_t counter(uint32_t index) const override;
  void command(ByteReader& request, ByteWriter& reply) override;

 private:
  void take(uint32_t most, ByteWriter& reply);

  const Environment& environment_;
  Random random_;
  Chance stall_;
  bool checking_;
  Signal valid_;
  Signal ready_;
  Payload payload_;
  StreamCheck check_;
  std::vector<uint8_t> current_;
  std::deque<uint8_t> records_;
  uint64_t received_ = 0;
  uint64_t held_ = 0;
};

}  // namespace sluice
