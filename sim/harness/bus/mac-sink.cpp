// SPDX-License-Identifier: Apache-2.0
#include "bus/mac-sink.hpp"

#include <algorithm>

namespace sluice {

MacSink::MacSink(const Environment& environment, ByteReader& request, uint64_t seed)
    : environment_{environment},
      random_{seed},
      stall_{request.u64()},
      unitsPerByte_{request.u64()},
      unitsPerCycle_{request.u64()},
      overheadBytes_{request.u32()},
      minimumBytes_{request.u32()},
      fifoBytes_{request.u32()},
      tvalid_{environment.signal(request.u16())},
      tready_{environment.signal(request.u16())},
      tdata_{environment.signal(request.u16())},
      tkeep_{environment.signal(request.u16())},
      tlast_{environment.signal(request.u16())},
      tuser_{environment.signal(request.u16())},
      payload_{std::vector<Signal>{tdata_, tkeep_, tlast_, tuser_}},
      busBytes_{tdata_.width() / 8},
      beat_(busBytes_),
      packed_(payload_.bytes()) {
  if (tkeep_.width() != busBytes_ || busBytes_ > 64) {
    throw UsageError("a MAC needs a tkeep bit per byte of tdata, up to 512 bits");
  }
  reset();
}

void MacSink::fail(const std::string& sentence) const {
  throw ProtocolError("the MAC at " + std::string(tvalid_.name()) + ": " + sentence + " in cycle " +
                      std::to_string(environment_.cycle()));
}

void MacSink::takeBeat() {
  const uint64_t keep = tkeep_.get();
  const bool last = tlast_.get() != 0;
  const auto bytes = static_cast<size_t>(__builtin_popcountll(keep));
  const uint64_t lowest = bytes == 64 ? ~uint64_t{0} : (uint64_t{1} << bytes) - 1;
  if (bytes == 0 || keep != lowest) fail("tkeep is " + hexadecimal(keep) + ", not ones from lane 0 on,");
  if (!last && bytes != busBytes_) fail("a beat that is not the last has only " + std::to_string(bytes) + " bytes");
  if (tuser_.get() != 0) fail("a frame is marked bad");
  tdata_.read(beat_.data());
  current_.insert(current_.end(), beat_.begin(), beat_.begin() + static_cast<std::ptrdiff_t>(bytes));
  held_ += bytes * unitsPerByte_;
  if (!last) return;
  if (current_.size() < minimumBytes_) fail("a frame has only " + std::to_string(current_.size()) + " bytes");
  held_ += overheadBytes_ * unitsPerByte_;
  received_++;
  receivedBytes_ += current_.size();
  frames_.push_back({environment_.cycle(), std::move(current_)});
  current_.clear();
}

void MacSink::sample() {
  const bool offered = tvalid_.get() != 0;
  const bool ready = tready_.get() != 0;
  if (offered) payload_.read(packed_.data());
  check_.check(environment_, tvalid_, ready, payload_, packed_.data());
  if (!offered && !current_.empty()) fail("a frame has a gap after " + std::to_string(current_.size()) + " bytes");
  if (offered && ready) takeBeat();
}

void MacSink::drive() {
  held_ -= std::min(held_, unitsPerCycle_);
  const bool room = held_ + busBytes_ * unitsPerByte_ <= fifoBytes_ * unitsPerByte_;
  tready_.set(room && !stall_.draw(random_));
}

void MacSink::reset() {
  tready_.set(0);
  check_.reset();
  current_.clear();
  held_ = 0;
}

uint64_t MacSink::counter(uint32_t index) const {
  switch (static_cast<MacSinkCounter>(index)) {
    case MacSinkCounter::frames: return received_;
    case MacSinkCounter::bytes: return receivedBytes_;
    default: throw UsageError("the MAC has no such counter");
  }
}

std::vector<uint8_t> MacSink::takeFrame() {
  std::vector<uint8_t> bytes = std::move(frames_.front().bytes);
  frames_.pop_front();
  return bytes;
}

// Hands over frames, as many as fit `mostBytes` but at least one.
void MacSink::take(uint32_t mostBytes, ByteWriter& reply) {
  const size_t at = reply.size();
  reply.u32(0);
  uint32_t count = 0;
  while (!frames_.empty() && (count == 0 || reply.size() - at < mostBytes)) {
    const Frame& frame = frames_.front();
    reply.u64(frame.cycle);
    reply.u32(static_cast<uint32_t>(frame.bytes.size()));
    reply.append(frame.bytes.data(), frame.bytes.size());
    frames_.pop_front();
    count++;
  }
  reply.patch(at, count);
}

void MacSink::command(ByteReader& request, ByteWriter& reply) {
  switch (static_cast<MacSinkCommand>(request.u8())) {
    case MacSinkCommand::take: return take(request.u32(), reply);
    case MacSinkCommand::setStall: stall_ = Chance{request.u64()}; return;
    default: throw UsageError("unknown command for the MAC");
  }
}

}  // namespace sluice
