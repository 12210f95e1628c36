// SPDX-License-Identifier: Apache-2.0
// What every bus model is: it looks at the design before each clock edge and drives it after the edge.
#pragma once

#include <stdexcept>

#include "core/random.hpp"
#include "core/signal.hpp"

namespace sluice {

// The design broke a rule a model watches over. The sentence names the port; the run ends.
struct ProtocolError : std::runtime_error {
  using std::runtime_error::runtime_error;
};

class BusModel;

// What a model may ask of the simulation it lives in.
class Environment {
 public:
  virtual ~Environment() = default;
  // Clock edges since the start.
  virtual uint64_t cycle() const = 0;
  // Port by its index in the port list.
  virtual Signal signal(uint16_t port) const = 0;
  // A model made before, by its number.
  virtual BusModel& model(uint32_t number) const = 0;
};

class BusModel {
 public:
  virtual ~BusModel() = default;
  // Outputs have settled and the edge has not come: note transfers, check rules. Drives nothing.
  virtual void sample() {}
  // The edge has passed: set the design's inputs for the next one.
  virtual void drive() {}
  // Reset is active: drive the idle state and forget what was in flight; queued work stays.
  virtual void reset() {}
  // An edge has reset the design alone, the first one of a reset if `begins`, and the model goes on. What the design
  // offered before is gone; no rule was broken.
  virtual void designReset(bool begins) {}
  // A number that run conditions can wait for; each model documents its own.
  virtual uint64_t counter(uint32_t index) const { throw UsageError("the model has no such counter"); }
  // A command for this model; the answer goes to `reply`.
  virtual void command(ByteReader& request, ByteWriter& reply) { throw UsageError("the model takes no commands"); }
};

// A model made by another, looked up under the type it must have.
template <typename Model>
Model& modelAs(const Environment& environment, uint32_t number) {
  auto* model = dynamic_cast<Model*>(&environment.model(number));
  if (!model) throw UsageError("model " + std::to_string(number) + " is of another kind");
  return *model;
}

}  // namespace sluice
