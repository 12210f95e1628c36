// SPDX-License-Identifier: Apache-2.0
#include "bus/mac-source.hpp"

#include <algorithm>

namespace sluice {

MacSource::MacSource(const Environment& environment, ByteReader& request, uint64_t seed)
    : environment_{environment},
      random_{seed},
      unitsPerByte_{request.u64()},
      unitsPerCycle_{request.u64()},
      preambleBytes_{request.u32()},
      fcsBytes_{request.u32()},
      gapBytes_{request.u32()},
      tvalid_{environment.signal(request.u16())},
      tready_{optionalSignal(environment, request)},
      tdata_{environment.signal(request.u16())},
      tkeep_{environment.signal(request.u16())},
      tlast_{environment.signal(request.u16())},
      tuser_{optionalSignal(environment, request)},
      busBytes_{tdata_.width() / 8},
      beat_(busBytes_) {
  if (tkeep_.width() != busBytes_ || busBytes_ > 64) {
    throw UsageError("a MAC needs a tkeep bit per byte of tdata, up to 512 bits");
  }
  reset();
}

void MacSource::startFrame() {
  // A frame that had to wait follows the one before without losing a fraction of a cycle.
  start_ = (idle_ ? std::max(free_, now()) : free_) + queue_.front().extraGap * unitsPerByte_;
  sending_ = true;
  idle_ = false;
  sent_ = 0;
  lostBeat_ = false;
}

// Wire time at which the MAC can pass on the next beat: when its bytes are in; for the last one, when the FCS is too.
uint64_t MacSource::beatReady() const {
  const size_t size = queue_.front().bytes.size();
  const bool last = size - sent_ <= busBytes_;
  return start_ + (preambleBytes_ + (last ? size + fcsBytes_ : sent_ + busBytes_)) * unitsPerByte_;
}

void MacSource::present() {
  const Frame& frame = queue_.front();
  const size_t here = std::min(busBytes_, frame.bytes.size() - sent_);
  const bool last = sent_ + here == frame.bytes.size();
  std::memcpy(beat_.data(), frame.bytes.data() + sent_, here);
  for (size_t lane = here; lane < busBytes_; lane++) beat_[lane] = static_cast<uint8_t>(random_.next());
  tdata_.write(beat_.data());
  tkeep_.set(here == 64 ? ~uint64_t{0} : (uint64_t{1} << here) - 1);
  tlast_.set(last);
  setIfPresent(tuser_, last && frame.bad);
  tvalid_.set(1);
}

// While valid is low, the payload is noise.
void MacSource::silence() {
  if (tvalid_.get() == 0) return;
  for (uint8_t& lane : beat_) lane = static_cast<uint8_t>(random_.next());
  tdata_.write(beat_.data());
  tkeep_.set(random_.next());
  tlast_.set(random_.next());
  setIfPresent(tuser_, random_.next());
  tvalid_.set(0);
}

void MacSource::sample() {
  if (tvalid_.get() == 0) return;
  // The wire does not wait: a beat that is not taken now is lost.
  if (tready_.exists() && tready_.get() == 0) {
    overflowBeats_++;
    lostBeat_ = true;
  }
  Frame& frame = queue_.front();
  sent_ = std::min(sent_ + busBytes_, frame.bytes.size());
  if (sent_ < frame.bytes.size()) return;
  free_ = start_ + (preambleBytes_ + frame.bytes.size() + fcsBytes_ + gapBytes_) * unitsPerByte_;
  overflowFrames_ += lostBeat_ ? 1 : 0;
  finished_++;
  lastBeatCycles_.push_back(environment_.cycle());
  queue_.pop_front();
  sending_ = false;
}

void MacSource::drive() {
  if (!sending_ && queue_.empty()) idle_ = true;
  if (!sending_ && !queue_.empty()) startFrame();
  if (sending_ && beatReady() <= now()) {
    present();
  } else {
    silence();
  }
}

void MacSource::reset() {
  tvalid_.set(1);
  silence();
  // A frame cut off by the reset starts over.
  sending_ = false;
  idle_ = true;
}

uint64_t MacSource::counter(uint32_t index) const {
  switch (static_cast<MacCounter>(index)) {
    case MacCounter::finished: return finished_;
    case MacCounter::waiting: return queue_.size();
    case MacCounter::overflowBeats: return overflowBeats_;
    case MacCounter::overflowFrames: return overflowFrames_;
    default: throw UsageError("the MAC has no such counter");
  }
}

void MacSource::command(ByteReader& request, ByteWriter& reply) {
  switch (static_cast<MacCommand>(request.u8())) {
    case MacCommand::send: {
      const uint32_t count = request.u32();
      for (uint32_t i = 0; i < count; i++) {
        Frame frame{};
        frame.extraGap = request.u32();
        frame.bad = request.flag();
        const uint32_t size = request.u32();
        const uint8_t* bytes = request.take(size);
        if (size == 0) throw UsageError("a frame on the wire has at least one byte");
        frame.bytes.assign(bytes, bytes + size);
        queue_.push_back(std::move(frame));
      }
      return;
    }
    case MacCommand::takeCycles:
      reply.u32(static_cast<uint32_t>(lastBeatCycles_.size()));
      reply.append(lastBeatCycles_.data(), lastBeatCycles_.size() * sizeof(uint64_t));
      lastBeatCycles_.clear();
      return;
    default: throw UsageError("unknown command for the MAC");
  }
}

}  // namespace sluice
