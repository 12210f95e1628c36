// SPDX-License-Identifier: Apache-2.0
// The read half of an AXI4 slave in front of the guest memory: latency, jitter, several reads under way.
#pragma once

#include <deque>

#include "bus/axi-burst.hpp"
#include "bus/axi-conduct.hpp"

namespace sluice {

class AxiReadSlave final : public BusModel {
 public:
  AxiReadSlave(const Environment& environment, ByteReader& request, uint64_t seed);
  void sample() override;
  void drive() override;
  void reset() override;
  void designReset(bool begins) override;
  uint64_t counter(uint32_t index) const override;
  void command(ByteReader& request, ByteWriter& reply) override;

 private:
  struct Read {
    Burst burst;
    uint64_t fetchAt;
    uint64_t readyAt;
    bool slaveError;
    AccessFault fault;
    uint32_t beats;             // to transfer: those of the burst unless the fault is about them
    uint32_t sent;              // beats transferred
    std::vector<uint8_t> data;  // bytes from burst.address on
  };

  void acceptAddress();
  void beatTaken();
  void fetch();
  void forget();
  void present(const Read& read);
  void withdraw();
  void scramble();

  const Environment& environment_;
  DeviceMemory& memory_;
  Random random_;
  AxiTiming timing_;
  AxiConduct conduct_;
  AddressPorts ar_;
  Signal rvalid_, rready_, rid_, rdata_, rresp_, rlast_;
  WatchedChannel arChannel_;
  size_t busBytes_;
  std::vector<uint8_t> beat_;
  std::deque<Read> reads_;  // in order of acceptance; the first fetched_ of them have their data
  size_t fetched_ = 0;
  int offered_ = -1;        // index in reads_ of the beat on the bus
  uint64_t done_ = 0, most_ = 0, foreign_ = 0;
  uint32_t era_ = 0;
};

}  // namespace sluice
