// SPDX-License-Identifier: Apache-2.0
// Takes interrupt messages (function, vector), records them, and wakes the drivers that wait for them.
#pragma once

#include "bus/channel.hpp"

namespace sluice {

class InterruptListener {
 public:
  virtual ~InterruptListener() = default;
  virtual void interrupt() = 0;
};

class InterruptSink final : public BusModel {
 public:
  InterruptSink(const Environment& environment, ByteReader& request, uint64_t seed);
  void sample() override;
  void drive() override;
  void reset() override;
  uint64_t counter(uint32_t index) const override;
  void command(ByteReader& request, ByteWriter& reply) override;

  void listen(uint16_t function, uint16_t vector, InterruptListener& listener);

 private:
  struct Subscription {
    uint16_t function;
    uint16_t vector;
    InterruptListener* listener;
  };

  const Environment& environment_;
  Random random_;
  Chance stall_;
  Signal message_;            // function in the low half, vector in the high half
  Signal function_, vector_;  // or each on its own port
  WatchedChannel channel_;
  std::vector<Subscription> subscriptions_;
  ByteWriter records_;
  uint32_t recorded_ = 0;
  uint64_t received_ = 0;
};

}  // namespace sluice
