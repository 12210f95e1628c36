// SPDX-License-Identifier: Apache-2.0
// One handshake channel of a bus: its signals and the rule that a master must keep.
#pragma once

#include "bus/stream-model.hpp"
#include "core/numbers.hpp"

namespace sluice {

inline Signal optionalSignal(const Environment& environment, ByteReader& request) {
  const uint16_t port = request.u16();
  return port == noPort ? Signal{} : environment.signal(port);
}

inline uint64_t valueOr(const Signal& signal, uint64_t otherwise) { return signal.exists() ? signal.get() : otherwise; }

inline void setIfPresent(Signal& signal, uint64_t value) {
  if (signal.exists()) signal.set(value);
}

// A channel that the design masters: the model watches valid and payload and drives ready.
class WatchedChannel {
 public:
  WatchedChannel(const Environment& environment, Signal valid, Signal ready, std::vector<Signal> fields)
      : environment_{environment}, valid_{valid}, ready_{ready}, payload_{std::move(fields)}, packed_(payload_.bytes()) {}

  // Before the edge: checks the handshake and says whether a transfer happens.
  bool transfers() {
    const bool offered = valid_.get() != 0;
    const bool ready = ready_.get() != 0;
    if (offered) payload_.read(packed_.data());
    check_.check(environment_, valid_, ready, payload_, packed_.data());
    return offered && ready;
  }
  void setReady(bool ready) { ready_.set(ready); }
  const Signal& valid() const { return valid_; }
  // The master may take back what it offers: it was reset.
  void forgive() { check_.reset(); }
  void reset() {
    ready_.set(0);
    forgive();
  }

 private:
  const Environment& environment_;
  Signal valid_;
  Signal ready_;
  Payload payload_;
  StreamCheck check_;
  std::vector<uint8_t> packed_;
};

}  // namespace sluice
