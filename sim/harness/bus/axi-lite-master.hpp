// SPDX-License-Identifier: Apache-2.0
// An AXI4-Lite master that performs queued register accesses in order, one at a time.
#pragma once

#include <deque>

#include "bus/channel.hpp"
#include "guest/doorbell-target.hpp"

namespace sluice {

class AxiLiteMaster final : public BusModel, public DoorbellTarget {
 public:
  AxiLiteMaster(const Environment& environment, ByteReader& request, uint64_t seed);
  void sample() override;
  void drive() override;
  void reset() override;
  uint64_t counter(uint32_t index) const override;  // accesses the host asked for and that are done
  void command(ByteReader& request, ByteWriter& reply) override;

  // A write on behalf of another model; its response must be OKAY.
  void ring(uint64_t address, uint32_t value, uint8_t bytes) override;
  // Accesses that are not done.
  size_t waiting() const { return accesses_.size(); }

 private:
  struct RegisterAccess {
    uint64_t address;
    uint32_t data;
    uint8_t strobe;
    bool writing;
    bool ofHost;  // the host wants the result
  };
  struct Result {
    uint8_t response;
    uint32_t data;
  };

  void offer(Signal& valid, bool pending);
  void start();
  void finish(uint64_t response, uint64_t data);
  void checkResponses();

  const Environment& environment_;
  Random random_;
  Chance pause_;  // chance per cycle that a valid or ready waits
  Signal awvalid_, awready_, awaddr_, awprot_;
  Signal wvalid_, wready_, wdata_, wstrb_;
  Signal bvalid_, bready_, bresp_;
  Signal arvalid_, arready_, araddr_, arprot_;
  Signal rvalid_, rready_, rdata_, rresp_;
  WatchedChannel bChannel_, rChannel_;

  std::deque<RegisterAccess> accesses_;
  bool busy_ = false;       // accesses_.front() is on the bus
  bool addressDue_ = false;  // its address was not accepted yet
  bool dataDue_ = false;     // its write data was not accepted yet
  std::vector<Result> results_;
  uint64_t hostDone_ = 0;
};

}  // namespace sluice
