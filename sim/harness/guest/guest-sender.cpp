// SPDX-License-Identifier: Apache-2.0
#include "guest/guest-sender.hpp"

#include <algorithm>

namespace sluice {

namespace {
constexpr uint64_t never = ~uint64_t{0};
}  // namespace

SenderSettings::SenderSettings(ByteReader& request)
    : function{request.u16()},
      queue{request.u16()},
      vector{request.u16()},
      buffers{request.u64()},
      stride{request.u64()},
      slots{request.u32()},
      slotBytes{request.u32()},
      offset{request.u32()},
      offsetJitter{request.u32()},
      pieces{request.u32()},
      gap{request.u32()},
      headerApart{request.flag()},
      doorbell{request.u64()},
      doorbellValue{request.u32()},
      doorbellBytes{request.u8()},
      mode{static_cast<WakeMode>(request.u8())},
      interval{request.u32()},
      batch{request.u32()},
      shuffle{request.flag()},
      eventBatch{request.u16()} {}

GuestSender::GuestSender(const Environment& environment, ByteReader& request, uint64_t seed)
    : environment_{environment},
      memory_{modelAs<GuestMemory>(environment, request.u32())},
      doorbell_{modelAs<DoorbellTarget>(environment, request.u32())},
      random_{seed},
      settings_{request},
      ringSettings_{request},
      ring_{makeRing(memory_, ringSettings_, random_, [this](const std::string& sentence) { fail(sentence); })},
      pieces_(settings_.slots) {
  const uint32_t interrupts = request.u32();
  if (interrupts != noModel) {
    modelAs<InterruptSink>(environment, interrupts).listen(settings_.function, settings_.vector, *this);
  }
}

void GuestSender::fail(const std::string& sentence) const {
  throw ProtocolError("sender of function " + std::to_string(settings_.function) + " queue " +
                      std::to_string(settings_.queue) + ": " + sentence + " in cycle " +
                      std::to_string(environment_.cycle()));
}

// Lays out an empty queue, as a driver does before it enables the device. What was posted and not used is forgotten.
void GuestSender::start() {
  free_.clear();
  for (uint32_t id = 0; id < settings_.slots; id++) {
    pieces_[id].clear();
    free_.push_back(static_cast<uint16_t>(id));
  }
  posted_ = 0;
  ring_->clear();
  if (settings_.mode == WakeMode::poll) ring_->mask();
  started_ = true;
  lookAt_ = environment_.cycle() + settings_.interval;
}

// The pieces of a chain: the header's if it has one, and what remains, cut at random places.
std::vector<Piece> GuestSender::layOut(uint16_t id, const Chain& chain) {
  const uint32_t jitter = settings_.offsetJitter > 0 ? random_.below(settings_.offsetJitter + 1) : 0;
  uint64_t address = settings_.buffers + id * settings_.stride + settings_.offset + jitter;
  auto left = static_cast<uint32_t>(chain.size());
  if (left > settings_.slotBytes) throw UsageError("a frame does not fit a slot of the sender");
  std::vector<Piece> pieces;
  const auto cut = [&](uint32_t length) {
    pieces.push_back({address, length});
    address += length + settings_.gap;
    left -= length;
  };
  const auto header = static_cast<uint32_t>(virtqueue::header.size());
  if (settings_.headerApart && left > header) cut(header);
  const auto most = static_cast<uint32_t>(settings_.pieces - pieces.size());
  for (uint32_t more = most > 1 ? random_.below(most) : 0; more > 0 && left > 1; more--) cut(1 + random_.below(left - 1));
  cut(left);
  return pieces;
}

void GuestSender::put(const std::vector<Piece>& pieces, const Chain& chain) {
  size_t done = 0;
  for (const Piece& piece : pieces) {
    memory_.write(piece.address, chain.data() + done, piece.length);
    done += piece.length;
  }
}

// Posts what waits, as much as slots and ring have room for, and rings if the device wants to be told.
void GuestSender::post() {
  uint32_t count = 0;
  for (; count < settings_.batch && !waiting_.empty() && !free_.empty(); count++) {
    if (settings_.shuffle) std::swap(free_[random_.below(static_cast<uint32_t>(free_.size()))], free_.front());
    const uint16_t id = free_.front();
    std::vector<Piece> pieces = layOut(id, waiting_.front());
    if (!ring_->fits(pieces.size())) break;
    put(pieces, waiting_.front());
    ring_->add(id, pieces);
    pieces_[id] = std::move(pieces);
    free_.pop_front();
    waiting_.pop_front();
    posted_++;
  }
  if (count == 0 || !ring_->publish()) return;
  doorbell_.ring(settings_.doorbell, settings_.doorbellValue, settings_.doorbellBytes);
  doorbells_++;
}

// A chain that comes back is the driver's again: what was in it must not be sent any more.
void GuestSender::takeBack(uint16_t id, uint32_t length) {
  const std::string chain = "chain " + std::to_string(id);
  if (id >= settings_.slots || pieces_[id].empty()) fail(chain + ", which was not posted, is used");
  if (length != 0) fail(chain + " is used with length " + std::to_string(length) + " although nothing was written");
  for (const Piece& piece : pieces_[id]) {
    if (memory_.run(piece.address, piece.length, false) < piece.length) fail(chain + " was written");
    memory_.scramble(piece.address, piece.length);
  }
  pieces_[id].clear();
  free_.push_back(id);
  posted_--;
  used_++;
}

void GuestSender::harvest() {
  while (const std::optional<DriverRing::Used> used = ring_->next()) takeBack(used->id, used->length);
}

void GuestSender::interrupt() {
  interrupts_++;
  if (settings_.mode != WakeMode::poll && lookAt_ == never) lookAt_ = environment_.cycle() + settings_.interval;
}

void GuestSender::drive() {
  if (environment_.cycle() < lookAt_) return;
  lookAt_ = never;
  if (started_) look();
}

void GuestSender::look() {
  if (settings_.mode == WakeMode::adaptive) ring_->mask();
  harvest();
  post();
  if (settings_.mode != WakeMode::poll) {
    ring_->unmask(settings_.eventBatch);
    // What came before the unmasking caused no interrupt.
    harvest();
  }
  const bool looksAgain = settings_.mode == WakeMode::poll || (!waiting_.empty() && !free_.empty());
  if (looksAgain) lookAt_ = environment_.cycle() + settings_.interval;
}

uint64_t GuestSender::counter(uint32_t index) const {
  switch (static_cast<SenderCounter>(index)) {
    case SenderCounter::used: return used_;
    case SenderCounter::posted: return posted_;
    case SenderCounter::waiting: return waiting_.size();
    case SenderCounter::doorbells: return doorbells_;
    case SenderCounter::interrupts: return interrupts_;
    default: throw UsageError("the guest sender has no such counter");
  }
}

void GuestSender::command(ByteReader& request, ByteWriter&) {
  switch (static_cast<SenderCommand>(request.u8())) {
    case SenderCommand::start: return start();
    case SenderCommand::send:
      for (uint32_t count = request.u32(); count > 0; count--) {
        const uint32_t size = request.u32();
        const uint8_t* bytes = request.take(size);
        waiting_.emplace_back(bytes, bytes + size);
      }
      if (started_) lookAt_ = std::min(lookAt_, environment_.cycle() + 1);
      return;
    case SenderCommand::look: return look();
    default: throw UsageError("unknown command for the guest sender");
  }
}

}  // namespace sluice
