#include "guest/guest-driver.hpp"

#include <algorithm>

namespace sluice {

namespace {
constexpr uint32_t noModel = 0xffffffff;
constexpr uint64_t never = ~uint64_t{0};
}  // namespace

DriverSettings::DriverSettings(ByteReader& request)
    : function{request.u16()},
      queue{request.u16()},
      vector{request.u16()},
      descriptorTable{request.u64()},
      availRing{request.u64()},
      usedRing{request.u64()},
      size{request.u32()},
      buffers{request.u64()},
      stride{request.u64()},
      bufferLength{request.u32()},
      offset{request.u32()},
      offsetJitter{request.u32()},
      doorbell{request.u64()},
      doorbellValue{request.u32()},
      doorbellBytes{request.u8()},
      mode{static_cast<WakeMode>(request.u8())},
      interval{request.u32()},
      refill{request.u32()},
      shuffle{request.flag()},
      record{request.flag()} {}

GuestDriver::GuestDriver(const Environment& environment, ByteReader& request, uint64_t seed)
    : environment_{environment},
      memory_{modelAs<GuestMemory>(environment, request.u32())},
      doorbell_{modelAs<DoorbellTarget>(environment, request.u32())},
      random_{seed},
      settings_{request},
      facts_{request},
      address_(settings_.size),
      outstanding_(settings_.size) {
  const uint32_t interrupts = request.u32();
  if (interrupts != noModel) {
    modelAs<InterruptSink>(environment, interrupts).listen(settings_.function, settings_.vector, *this);
  }
  memory_.watch(settings_.usedRing + facts_.usedIndex, sizeof(uint16_t), *this);
}

void GuestDriver::fail(const std::string& sentence) const {
  throw ProtocolError("driver of function " + std::to_string(settings_.function) + " queue " +
                      std::to_string(settings_.queue) + ": " + sentence + " in cycle " +
                      std::to_string(environment_.cycle()));
}

// Lays out an empty queue, as a driver does before it enables the device.
void GuestDriver::start() {
  availIndex_ = usedIndex_ = 0;
  posted_ = 0;
  // A queue that was stopped may have left part of a frame in a buffer.
  for (uint32_t id = 0; id < settings_.size; id++) {
    if (outstanding_[id]) forget(address_[id], settings_.bufferLength);
  }
  std::fill(outstanding_.begin(), outstanding_.end(), false);
  free_.clear();
  indexWrites_.clear();
  for (uint32_t id = 0; id < settings_.size; id++) free_.push_back(static_cast<uint16_t>(id));
  masked_ = settings_.mode == WakeMode::poll;
  memory_.store<uint16_t>(settings_.availRing + facts_.availFlags, masked_ ? static_cast<uint16_t>(facts_.noInterrupt) : 0);
  memory_.store<uint16_t>(settings_.availRing + facts_.availIndex, 0);
  memory_.store<uint16_t>(settings_.usedRing + facts_.usedFlags, 0);
  memory_.store<uint16_t>(settings_.usedRing + facts_.usedIndex, 0);
  started_ = true;
  if (settings_.mode == WakeMode::poll) lookAt_ = environment_.cycle() + settings_.interval;
}

void GuestDriver::postOne(uint16_t id) {
  const uint32_t shift = settings_.offset + (settings_.offsetJitter > 0 ? random_.below(settings_.offsetJitter + 1) : 0);
  address_[id] = settings_.buffers + id * settings_.stride + shift;
  const uint64_t descriptor = settings_.descriptorTable + uint64_t{id} * facts_.descriptorBytes;
  memory_.store<uint64_t>(descriptor + facts_.descriptorAddress, address_[id]);
  memory_.store<uint32_t>(descriptor + facts_.descriptorLength, settings_.bufferLength);
  memory_.store<uint16_t>(descriptor + facts_.descriptorFlags, static_cast<uint16_t>(facts_.writeFlag));
  memory_.store<uint16_t>(descriptor + facts_.descriptorNext, 0);
  const uint64_t slot = availIndex_ % settings_.size;
  memory_.store<uint16_t>(settings_.availRing + facts_.availRing + slot * facts_.availElementBytes, id);
  outstanding_[id] = true;
  availIndex_++;
  posted_++;
}

// Posts up to `most` free buffers, then publishes the index and rings the doorbell.
void GuestDriver::post(uint32_t most) {
  const size_t count = std::min<size_t>(most, free_.size());
  if (count == 0) return;
  for (size_t i = 0; i < count; i++) {
    if (settings_.shuffle) {
      const uint32_t left = static_cast<uint32_t>(free_.size() - i);
      std::swap(free_[i], free_[i + random_.below(left)]);
    }
    postOne(free_[i]);
  }
  free_.erase(free_.begin(), free_.begin() + static_cast<std::ptrdiff_t>(count));
  memory_.store<uint16_t>(settings_.availRing + facts_.availIndex, availIndex_);
  doorbell_.ring(settings_.doorbell, settings_.doorbellValue, settings_.doorbellBytes);
  doorbells_++;
}

void GuestDriver::deviceWrote() {
  const auto index = memory_.load<uint16_t>(settings_.usedRing + facts_.usedIndex);
  const uint16_t known = indexWrites_.empty() ? usedIndex_ : indexWrites_.back().index;
  if (index != known) indexWrites_.push_back({index, environment_.cycle()});
}

void GuestDriver::interrupt() {
  interrupts_++;
  if (masked_) maskedInterrupts_++;
  if (settings_.mode != WakeMode::poll && lookAt_ == never) lookAt_ = environment_.cycle() + settings_.interval;
}

void GuestDriver::drive() {
  if (environment_.cycle() < lookAt_) return;
  lookAt_ = never;
  if (started_) look();
}

void GuestDriver::mask(bool masked) {
  masked_ = masked;
  memory_.store<uint16_t>(settings_.availRing + facts_.availFlags, masked ? static_cast<uint16_t>(facts_.noInterrupt) : 0);
}

void GuestDriver::look() {
  const uint64_t next = environment_.cycle() + settings_.interval;
  switch (settings_.mode) {
    case WakeMode::poll:
      harvest();
      lookAt_ = next;
      break;
    case WakeMode::interrupt: harvest(); break;
    case WakeMode::adaptive:
      mask(true);
      if (harvest() == 0) {
        mask(false);
        // What came between the look and the unmasking caused no interrupt: look once more.
        if (harvest() > 0) {
          mask(true);
          lookAt_ = next;
        }
      } else {
        lookAt_ = next;
      }
      break;
  }
  if (posting_ && free_.size() >= settings_.refill) post(settings_.size);
}

uint32_t GuestDriver::harvest() {
  const auto index = memory_.load<uint16_t>(settings_.usedRing + facts_.usedIndex);
  const auto count = static_cast<uint16_t>(index - usedIndex_);
  if (count > posted_) {
    fail("the used index went from " + std::to_string(usedIndex_) + " to " + std::to_string(index) + " with only " +
         std::to_string(posted_) + " buffers posted,");
  }
  for (uint16_t i = 0; i < count; i++) harvestOne();
  return count;
}

// The cycle in which the device published the element at usedIndex_.
uint64_t GuestDriver::arrivalCycle() {
  while (!indexWrites_.empty() && static_cast<int16_t>(indexWrites_.front().index - usedIndex_) <= 0) {
    indexWrites_.pop_front();
  }
  return indexWrites_.empty() ? environment_.cycle() : indexWrites_.front().cycle;
}

void GuestDriver::harvestOne() {
  const uint64_t slot = usedIndex_ % settings_.size;
  const uint64_t element = settings_.usedRing + facts_.usedRing + slot * facts_.usedElementBytes;
  const auto id = memory_.load<uint32_t>(element + facts_.usedId);
  const auto length = memory_.load<uint32_t>(element + facts_.usedLength);
  const std::string which = "used element " + std::to_string(usedIndex_);
  if (id >= settings_.size) fail(which + " names descriptor " + std::to_string(id) + " of " + std::to_string(settings_.size));
  if (!outstanding_[id]) fail(which + " names descriptor " + std::to_string(id) + ", which was not posted,");
  if (length <= facts_.header.size() || length > settings_.bufferLength) {
    fail(which + " has length " + std::to_string(length) + " with a buffer of " + std::to_string(settings_.bufferLength));
  }
  checkBuffer(id, length);
  checkHeader(id);
  const auto header = static_cast<uint32_t>(facts_.header.size());
  if (settings_.record) record(address_[id] + header, length - header, arrivalCycle());
  received_++;
  receivedBytes_ += length - header;
  forget(address_[id], length);
  outstanding_[id] = false;
  free_.push_back(static_cast<uint16_t>(id));
  posted_--;
  usedIndex_++;
}

// Leaves nothing of a frame behind: neither the marks of its bytes, nor the bytes, which must not pass for new ones.
void GuestDriver::forget(uint64_t address, uint32_t length) {
  memory_.clearWritten(address, length);
  memory_.scramble(address, length);
}

// The device must have written exactly the bytes it reports.
void GuestDriver::checkBuffer(uint32_t id, uint32_t length) {
  const size_t written = memory_.run(address_[id], length, true);
  const std::string buffer = "of the buffer of descriptor " + std::to_string(id);
  if (written < length) {
    fail("byte " + std::to_string(written) + " " + buffer + " is reported (length " + std::to_string(length) +
         ") but was not written");
  }
  const size_t rest = settings_.bufferLength - length;
  const size_t untouched = memory_.run(address_[id] + length, rest, false);
  if (untouched < rest) {
    fail("byte " + std::to_string(length + untouched) + " " + buffer + " was written, behind the reported length " +
         std::to_string(length) + ",");
  }
}

void GuestDriver::checkHeader(uint32_t id) {
  scratch_.resize(facts_.header.size());
  memory_.read(address_[id], scratch_.data(), scratch_.size());
  for (size_t i = 0; i < scratch_.size(); i++) {
    if (scratch_[i] == facts_.header[i]) continue;
    fail("byte " + std::to_string(i) + " of the network header of descriptor " + std::to_string(id) + " is " +
         std::to_string(scratch_[i]) + " instead of " + std::to_string(facts_.header[i]));
  }
}

void GuestDriver::record(uint64_t address, uint32_t length, uint64_t cycle) {
  std::vector<uint8_t> bytes(length);
  memory_.read(address, bytes.data(), length);
  frames_.push_back(std::move(bytes));
  arrivals_.push_back(cycle);
}

// Hands over recorded frames, as many as fit `mostBytes` but at least one.
void GuestDriver::take(uint32_t mostBytes, ByteWriter& reply) {
  const size_t at = reply.size();
  reply.u32(0);
  uint32_t count = 0;
  while (!frames_.empty() && (count == 0 || reply.size() - at < mostBytes)) {
    reply.u64(arrivals_.front());
    reply.u32(static_cast<uint32_t>(frames_.front().size()));
    reply.append(frames_.front().data(), frames_.front().size());
    frames_.pop_front();
    arrivals_.pop_front();
    count++;
  }
  reply.patch(at, count);
}

uint64_t GuestDriver::counter(uint32_t index) const {
  switch (index) {
    case 0: return received_;
    case 1: return receivedBytes_;
    case 2: return posted_;
    case 3: return doorbells_;
    case 4: return interrupts_;
    case 5: return maskedInterrupts_;
    default: throw UsageError("the guest driver has no such counter");
  }
}

void GuestDriver::command(ByteReader& request, ByteWriter& reply) {
  switch (request.u8()) {
    case 0: return start();
    case 1: return post(request.u32());
    case 2: posting_ = request.flag(); return;
    case 3: return take(request.u32(), reply);
    case 4: return look();
    default: throw UsageError("unknown command for the guest driver");
  }
}

}  // namespace sluice
