// SPDX-License-Identifier: Apache-2.0
// The write half of an AXI4 slave in front of the guest memory. Memory changes when the response is given, not before: a
// design that does not wait for the response where it must is found out.
#pragma once

#include <deque>

#include "bus/axi-burst.hpp"
#include "bus/axi-conduct.hpp"

namespace sluice {

class AxiWriteSlave final : public BusModel {
 public:
  AxiWriteSlave(const Environment& environment, ByteReader& request, uint64_t seed);
  void sample() override;
  void drive() override;
  void reset() override;
  void designReset(bool begins) override;
  uint64_t counter(uint32_t index) const override;
  void command(ByteReader& request, ByteWriter& reply) override;

 private:
  struct Beat {
    std::vector<uint8_t> data;
    uint64_t strobe;
    bool last;
    uint32_t era;
  };
  struct Write {
    Burst burst;
    std::vector<Beat> beats;
    uint64_t readyAt;
    AccessFault fault;
  };

  void acceptAddress();
  void acceptData();
  void matchData();
  void checkBeat(const Write& write, const Beat& beat);
  void checkEra(const Write& write, const Beat& beat);
  void forget();
  uint64_t apply(const Write& write);
  void present();
  void withdraw();

  const Environment& environment_;
  DeviceMemory& memory_;
  Random random_;
  AxiTiming timing_;
  AxiConduct conduct_;
  bool countsForeign_;  // a beat that goes to the wrong burst is counted and not the end of the run
  AddressPorts aw_;
  Signal wvalid_, wready_, wdata_, wstrb_, wlast_;
  Signal bvalid_, bready_, bid_, bresp_;
  WatchedChannel awChannel_, wChannel_;
  size_t busBytes_;
  std::deque<Write> open_;      // addresses accepted, data not complete
  std::deque<Beat> early_;      // data accepted, address not yet
  std::deque<Write> complete_;  // waiting for their response
  int offered_ = -1;            // index in complete_ of the response on the bus
  uint64_t done_ = 0, most_ = 0, foreign_ = 0;
  uint32_t era_ = 0;
};

}  // namespace sluice
