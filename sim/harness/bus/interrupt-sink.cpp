// SPDX-License-Identifier: Apache-2.0
#include "bus/interrupt-sink.hpp"

namespace sluice {

InterruptSink::InterruptSink(const Environment& environment, ByteReader& request, uint64_t seed)
    : environment_{environment},
      random_{seed},
      stall_{request.u64()},
      message_{optionalSignal(environment, request)},
      function_{optionalSignal(environment, request)},
      vector_{optionalSignal(environment, request)},
      channel_{environment, environment.signal(request.u16()), environment.signal(request.u16()),
               {message_, function_, vector_}} {
  if (message_.exists() && message_.width() != 32) {
    throw UsageError("an interrupt message has 32 bits: function below, vector above");
  }
  reset();
}

void InterruptSink::listen(uint16_t function, uint16_t vector, InterruptListener& listener) {
  subscriptions_.push_back({function, vector, &listener});
}

void InterruptSink::sample() {
  if (!channel_.transfers()) return;
  const auto function = static_cast<uint16_t>(message_.exists() ? message_.get() : function_.get());
  const auto vector = static_cast<uint16_t>(message_.exists() ? message_.get() >> 16 : vector_.get());
  received_++;
  recorded_++;
  records_.u64(environment_.cycle());
  records_.u16(function);
  records_.u16(vector);
  for (const Subscription& subscription : subscriptions_) {
    if (subscription.function == function && subscription.vector == vector) subscription.listener->interrupt();
  }
}

void InterruptSink::drive() { channel_.setReady(!stall_.draw(random_)); }

void InterruptSink::reset() { channel_.reset(); }

uint64_t InterruptSink::counter(uint32_t index) const {
  if (static_cast<InterruptCounter>(index) == InterruptCounter::received) return received_;
  throw UsageError("the interrupt sink has no such counter");
}

void InterruptSink::command(ByteReader& request, ByteWriter& reply) {
  if (static_cast<InterruptCommand>(request.u8()) != InterruptCommand::take) throw UsageError("unknown command for the interrupt sink");
  reply.u32(recorded_);
  reply.append(records_.data(), records_.size());
  records_.clear();
  recorded_ = 0;
}

}  // namespace sluice
