// SPDX-License-Identifier: Apache-2.0
// The clock loop and the commands that drive it.
#pragma once

#include "bus/bus-model.hpp"
#include "core/numbers.hpp"

namespace sluice {

class Simulation final : public Environment {
 public:
  Simulation(Dut& dut, uint64_t seed);
  ~Simulation() override;

  // Executes one batch of commands and writes the answer: finished commands, then how the batch ended.
  void execute(ByteReader& batch, ByteWriter& reply);

  uint64_t cycle() const override { return cycle_; }
  Signal signal(uint16_t port) const override;
  BusModel& model(uint32_t number) const override;

 private:
  struct Condition;

  void command(Opcode opcode, ByteReader& request, ByteWriter& reply);
  void addModel(ByteReader& request);
  void poke(ByteReader& request);
  void peek(ByteReader& request, ByteWriter& reply);
  void run(ByteReader& request, ByteWriter& reply);
  void holdReset(ByteReader& request);
  void trace(ByteReader& request);
  void counters(ByteReader& request, ByteWriter& reply);
  std::vector<Condition> readConditions(ByteReader& request) const;
  bool met(const std::vector<Condition>& conditions);
  void settle();
  void step();
  void clockEdge();
  void dump(uint64_t time);

  Dut& dut_;
  uint64_t seed_;
  Signal clock_;
  Signal reset_;
  std::vector<std::unique_ptr<BusModel>> models_;
  uint64_t cycle_ = 0;
  bool settled_ = false;
  bool tracing_ = false;
  uint64_t traceFrom_ = 0;
  std::string failure_;  // why the simulation cannot go on; empty while it can
};

}  // namespace sluice
