// SPDX-License-Identifier: Apache-2.0
#include "core/simulation.hpp"

#include <algorithm>

#include "core/model-kinds.hpp"

namespace sluice {

// One thing a run waits for: a model counter that reaches a value, or a port that equals one under a mask.
struct Simulation::Condition {
  BusModel* model;
  uint32_t counter;
  Signal port;
  uint64_t mask;
  uint64_t value;

  bool met() const { return model ? model->counter(counter) >= value : (port.get() & mask) == value; }
};

Simulation::Simulation(Dut& dut, uint64_t seed) : dut_{dut}, seed_{seed} {
  for (const Port& port : dut.ports()) {
    if (!port.input) continue;
    if (std::string(port.name) == "clk") clock_ = Signal{port};
    if (std::string(port.name) == "rst") reset_ = Signal{port};
    Signal{port}.set(0);
  }
}

Simulation::~Simulation() {
  if (tracing_) dut_.closeTrace();
}

Signal Simulation::signal(uint16_t port) const {
  if (port >= dut_.ports().size()) throw UsageError("the design has no port number " + std::to_string(port));
  return Signal{dut_.ports()[port]};
}

BusModel& Simulation::model(uint32_t number) const {
  if (number >= models_.size()) throw UsageError("there is no model number " + std::to_string(number));
  return *models_[number];
}

void Simulation::execute(ByteReader& batch, ByteWriter& reply) {
  const size_t start = reply.size();
  uint32_t done = 0;
  reply.u32(0);
  BatchEnd end = BatchEnd::done;
  std::string message;
  try {
    while (batch.remaining() > 0) {
      const uint32_t size = batch.u32();
      ByteReader request{batch.take(size), size};
      if (!failure_.empty()) throw ProtocolError(failure_);
      const size_t answer = reply.size();
      reply.u32(0);
      try {
        command(static_cast<Opcode>(request.u8()), request, reply);
      } catch (...) {
        reply.truncate(answer);
        throw;
      }
      reply.patch(answer, static_cast<uint32_t>(reply.size() - answer - sizeof(uint32_t)));
      done++;
    }
  } catch (const ProtocolError& error) {
    end = BatchEnd::failed;
    message = failure_ = error.what();
  } catch (const UsageError& error) {
    end = BatchEnd::misused;
    message = error.what();
  }
  reply.patch(start, done);
  reply.u8(static_cast<uint8_t>(end));
  reply.u64(cycle_);
  reply.text(message);
}

void Simulation::command(Opcode opcode, ByteReader& request, ByteWriter& reply) {
  switch (opcode) {
    case Opcode::addModel: return addModel(request);
    case Opcode::modelCommand: return model(request.u16()).command(request, reply);
    case Opcode::poke: return poke(request);
    case Opcode::peek: return peek(request, reply);
    case Opcode::run: return run(request, reply);
    case Opcode::reset: return holdReset(request);
    case Opcode::trace: return trace(request);
    case Opcode::counters: return counters(request, reply);
  }
  throw UsageError("unknown command");
}

void Simulation::addModel(ByteReader& request) {
  const auto kind = static_cast<ModelKind>(request.u8());
  // The name seeds the model, so that models made in another order behave the same.
  uint64_t seed = seed_;
  for (const char letter : request.text()) seed = Random{seed ^ static_cast<uint8_t>(letter)}.next();
  models_.push_back(makeModel(kind, *this, request, seed));
  settled_ = false;
}

void Simulation::poke(ByteReader& request) {
  Signal port = signal(request.u16());
  if (!port.input()) throw UsageError(std::string(port.name()) + " is an output of the design and cannot be set");
  port.write(request.take(port.bytes()));
  settled_ = false;
}

void Simulation::peek(ByteReader& request, ByteWriter& reply) {
  settle();
  while (request.remaining() > 0) {
    const Signal port = signal(request.u16());
    std::vector<uint8_t> value(port.bytes());
    port.read(value.data());
    reply.append(value.data(), value.size());
  }
}

std::vector<Simulation::Condition> Simulation::readConditions(ByteReader& request) const {
  std::vector<Condition> conditions(request.u16());
  for (Condition& condition : conditions) {
    const bool ofModel = request.flag();
    const uint16_t subject = request.u16();
    condition.model = ofModel ? &model(subject) : nullptr;
    condition.counter = request.u32();
    if (!ofModel) condition.port = signal(subject);
    condition.mask = request.u64();
    condition.value = request.u64();
  }
  return conditions;
}

bool Simulation::met(const std::vector<Condition>& conditions) {
  if (conditions.empty()) return false;
  settle();
  for (const Condition& condition : conditions) {
    if (!condition.met()) return false;
  }
  return true;
}

void Simulation::run(ByteReader& request, ByteWriter& reply) {
  const uint64_t most = request.u64();
  const std::vector<Condition> conditions = readConditions(request);
  uint64_t ran = 0;
  bool reached = met(conditions);
  while (!reached && ran < most) {
    step();
    ran++;
    reached = met(conditions);
  }
  reply.u8(reached);
  reply.u64(ran);
}

void Simulation::holdReset(ByteReader& request) {
  const uint32_t cycles = request.u32();
  if (!reset_.exists()) throw UsageError("the design has no input rst");
  std::vector<BusModel*> goOn;
  while (request.remaining() > 0) goOn.push_back(&model(request.u16()));
  const auto isReset = [&](BusModel* model) { return std::find(goOn.begin(), goOn.end(), model) == goOn.end(); };
  for (auto& model : models_) {
    if (isReset(model.get())) model->reset();
  }
  reset_.set(1);
  settled_ = false;
  for (uint32_t i = 0; i < cycles; i++) {
    settle();
    for (BusModel* model : goOn) model->sample();
    clockEdge();
    for (BusModel* model : goOn) {
      model->designReset(i == 0);
      model->drive();
    }
    settled_ = false;
  }
  reset_.set(0);
  settled_ = false;
}

void Simulation::trace(ByteReader& request) {
  traceFrom_ = request.u64();
  if (tracing_ || !dut_.openTrace(request.text().c_str())) throw UsageError("this build cannot write a waveform");
  tracing_ = true;
}

void Simulation::counters(ByteReader& request, ByteWriter& reply) {
  while (request.remaining() > 0) {
    const BusModel& counted = model(request.u16());
    reply.u64(counted.counter(request.u32()));
  }
}

void Simulation::settle() {
  if (settled_) return;
  if (clock_.exists()) clock_.set(0);
  dut_.eval();
  settled_ = true;
}

void Simulation::clockEdge() {
  dump(cycle_ * waveformPeriod + waveformFallingEdge);
  cycle_++;
  if (!clock_.exists()) return;
  clock_.set(1);
  dut_.eval();
  dump(cycle_ * waveformPeriod);
}

void Simulation::step() {
  settle();
  for (auto& model : models_) model->sample();
  clockEdge();
  for (auto& model : models_) model->drive();
  settled_ = false;
  settle();
}

void Simulation::dump(uint64_t time) {
  if (tracing_ && cycle_ >= traceFrom_) dut_.dumpTrace(time);
}

}  // namespace sluice
