// SPDX-License-Identifier: Apache-2.0
#include "guest/guest-driver.hpp"

#include <algorithm>

namespace sluice {

namespace {
constexpr uint64_t never = ~uint64_t{0};
}  // namespace

DriverSettings::DriverSettings(ByteReader& request)
    : function{request.u16()},
      queue{request.u16()},
      vector{request.u16()},
      buffers{request.u64()},
      stride{request.u64()},
      count{request.u32()},
      bufferLength{request.u32()},
      offset{request.u32()},
      offsetJitter{request.u32()},
      pieces{request.u32()},
      pieceLength{request.u32()},
      gap{request.u32()},
      headerPlace{static_cast<HeaderPlace>(request.u8())},
      sharedHeader{request.u64()},
      doorbell{request.u64()},
      doorbellValue{request.u32()},
      doorbellBytes{request.u8()},
      mode{static_cast<WakeMode>(request.u8())},
      interval{request.u32()},
      refill{request.u32()},
      eventBatch{request.u16()},
      shuffle{request.flag()},
      record{request.flag()},
      mergeable{request.flag()},
      guestChecksum{request.flag()},
      returns{request.flag()} {}

GuestDriver::GuestDriver(const Environment& environment, ByteReader& request, uint64_t seed)
    : environment_{environment},
      memory_{modelAs<GuestMemory>(environment, request.u32())},
      doorbell_{modelAs<DoorbellTarget>(environment, request.u32())},
      random_{seed},
      settings_{request},
      ringSettings_{request},
      ring_{makeRing(memory_, ringSettings_, random_, [this](const std::string& sentence) { fail(sentence); })},
      pieces_(settings_.count),
      outstanding_(settings_.count) {
  const uint32_t interrupts = request.u32();
  if (interrupts != noModel) {
    modelAs<InterruptSink>(environment, interrupts).listen(settings_.function, settings_.vector, *this);
  }
  const DriverRing::Range watched = ring_->watched();
  memory_.watch(watched.address, watched.size, *this);
}

void GuestDriver::fail(const std::string& sentence) const {
  throw ProtocolError("driver of function " + std::to_string(settings_.function) + " queue " +
                      std::to_string(settings_.queue) + ": " + sentence + " in cycle " +
                      std::to_string(environment_.cycle()));
}

// Lays out an empty queue, as a driver does before it enables the device.
void GuestDriver::start() {
  harvested_ = 0;
  posted_ = 0;
  // A queue that was stopped may have left part of a frame in a buffer.
  for (uint32_t id = 0; id < settings_.count; id++) {
    if (outstanding_[id]) forget(static_cast<uint16_t>(id), settings_.bufferLength);
  }
  std::fill(outstanding_.begin(), outstanding_.end(), false);
  free_.clear();
  showings_.clear();
  for (uint32_t id = 0; id < settings_.count; id++) free_.push_back(static_cast<uint16_t>(id));
  ring_->clear();
  if (settings_.mode == WakeMode::poll) {
    mask();
  } else {
    unmask();
  }
  started_ = true;
  if (settings_.mode == WakeMode::poll) lookAt_ = environment_.cycle() + settings_.interval;
}

// The pieces of a buffer: the header's, if it has one, and what remains, cut as the settings say.
std::vector<Piece> GuestDriver::layOut(uint16_t id) {
  const auto header = static_cast<uint32_t>(virtqueue::header.size());
  const uint32_t jitter = settings_.offsetJitter > 0 ? random_.below(settings_.offsetJitter + 1) : 0;
  uint64_t address = settings_.buffers + id * settings_.stride + settings_.offset + jitter;
  std::vector<Piece> pieces;
  uint32_t left = settings_.bufferLength;
  if (settings_.headerPlace != HeaderPlace::inside) {
    const bool shared = settings_.headerPlace == HeaderPlace::shared;
    pieces.push_back({shared ? settings_.sharedHeader : address, header});
    if (!shared) address += header + settings_.gap;
    left -= header;
  }
  const auto most = static_cast<uint32_t>(settings_.pieces - pieces.size());
  const uint32_t fixed = settings_.pieceLength;
  for (uint32_t more = fixed > 0 ? most - 1 : most > 1 ? random_.below(most) : 0; more > 0 && left > fixed && left > 1; more--) {
    const uint32_t length = fixed > 0 ? fixed : 1 + random_.below(left - 1);
    pieces.push_back({address, length});
    address += length + settings_.gap;
    left -= length;
  }
  pieces.push_back({address, left});
  return pieces;
}

// Posts up to `most` free buffers, as many as the ring has room for, shows them to the device and rings the doorbell.
void GuestDriver::post(uint32_t most) {
  uint32_t count = 0;
  for (; count < most && !free_.empty(); count++) {
    if (settings_.shuffle) std::swap(free_[random_.below(static_cast<uint32_t>(free_.size()))], free_.front());
    const uint16_t id = free_.front();
    pieces_[id] = layOut(id);
    if (!ring_->fits(pieces_[id].size())) break;
    free_.pop_front();
    ring_->add(id, pieces_[id]);
    outstanding_[id] = true;
    posted_++;
  }
  if (count == 0 || !ring_->publish()) return;
  doorbell_.ring(settings_.doorbell, settings_.doorbellValue, settings_.doorbellBytes);
  doorbells_++;
}

void GuestDriver::deviceWrote() {
  if (!started_) return;
  const uint64_t shown = ring_->shown();
  const uint64_t known = showings_.empty() ? harvested_ : showings_.back().shown;
  if (shown != known) showings_.push_back({shown, environment_.cycle()});
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

void GuestDriver::mask() {
  masked_ = true;
  ring_->mask();
}

void GuestDriver::unmask() {
  masked_ = false;
  ring_->unmask(settings_.eventBatch);
}

void GuestDriver::look() {
  const uint64_t next = environment_.cycle() + settings_.interval;
  switch (settings_.mode) {
    case WakeMode::poll:
      harvest();
      lookAt_ = next;
      break;
    case WakeMode::interrupt:
      harvest();
      unmask();
      break;
    case WakeMode::adaptive:
      mask();
      if (harvest() == 0) {
        unmask();
        // What came between the look and the unmasking caused no interrupt: look once more.
        if (harvest() > 0) {
          mask();
          lookAt_ = next;
        }
      } else {
        lookAt_ = next;
      }
      break;
  }
  if (posting_ && free_.size() >= settings_.refill) post(settings_.count);
}

uint32_t GuestDriver::harvest() {
  uint32_t count = 0;
  while (harvestFrame()) count++;
  return count;
}

// The cycle in which the device showed the buffer that is harvested next.
uint64_t GuestDriver::arrivalCycle() {
  while (!showings_.empty() && showings_.front().shown <= harvested_) showings_.pop_front();
  return showings_.empty() ? environment_.cycle() : showings_.front().cycle;
}

// Takes a used buffer off the ring; it is the driver's again, with the device's bytes in it, which are not checked yet.
DriverRing::Used GuestDriver::harvestBuffer() {
  const std::optional<DriverRing::Used> used = ring_->next();
  if (!used) return {0, 0};
  const uint16_t id = used->id;
  if (id >= settings_.count || !outstanding_[id]) fail("buffer " + std::to_string(id) + ", which was not posted, is used");
  outstanding_[id] = false;
  used_++;
  return *used;
}

void GuestDriver::putBack(uint16_t id, uint32_t length) {
  forget(id, length);
  free_.push_back(id);
  posted_--;
  harvested_++;
}

// A frame is a used buffer, or several of which all but the last are full; false when no used buffer is left.
bool GuestDriver::harvestFrame() {
  if (ring_->shown() == harvested_) return false;
  const uint64_t first = harvested_;
  const uint64_t cycle = arrivalCycle();
  const auto header = static_cast<uint32_t>(virtqueue::header.size());
  const DriverRing::Used head = harvestBuffer();
  const std::string which = "used element " + std::to_string(first & 0xffff) + " has length " + std::to_string(head.length) +
                            " with a buffer of " + std::to_string(settings_.bufferLength);
  if (head.length == 0 && settings_.returns) {
    checkBuffer(head.id, 0);
    putBack(head.id, 0);
    returned_++;
    return true;
  }
  if (head.length <= header || head.length > settings_.bufferLength) fail(which);
  checkBuffer(head.id, head.length);
  const uint32_t buffers = checkHeader(head.id);
  std::vector<uint8_t> frame(head.length - header);
  readBuffer(head.id, header, head.length - header, frame.data());
  uint32_t last = head.length;
  putBack(head.id, head.length);
  for (uint32_t i = 1; i < buffers; i++) {
    if (last != settings_.bufferLength) fail("buffer " + std::to_string(i) + " of a frame of " + std::to_string(buffers) + " buffers is not full");
    if (ring_->shown() == harvested_) fail("only " + std::to_string(i) + " of " + std::to_string(buffers) + " buffers of a frame were shown");
    const DriverRing::Used used = harvestBuffer();
    if (used.length == 0 || used.length > settings_.bufferLength) {
      fail("buffer " + std::to_string(i + 1) + " of a frame of " + std::to_string(buffers) + " has length " + std::to_string(used.length));
    }
    checkBuffer(used.id, used.length);
    const size_t before = frame.size();
    frame.resize(before + used.length);
    readBuffer(used.id, 0, used.length, frame.data() + before);
    last = used.length;
    putBack(used.id, used.length);
  }
  received_++;
  receivedBytes_ += frame.size();
  if (settings_.record) {
    frames_.push_back(std::move(frame));
    arrivals_.push_back(cycle);
    verified_.push_back(dataValidNow_);
  }
  return true;
}

// Calls visit(address, offset into the buffer, bytes) for each piece of the first `length` bytes of a buffer.
template <typename Visit>
static void eachPiece(const std::vector<Piece>& pieces, uint32_t length, Visit visit) {
  uint32_t done = 0;
  for (const Piece& piece : pieces) {
    const uint32_t here = std::min(piece.length, length - done);
    visit(piece, done, here);
    done += here;
  }
}

void GuestDriver::readBuffer(uint16_t id, uint32_t first, uint32_t length, uint8_t* to) {
  eachPiece(pieces_[id], first + length, [&](const Piece& piece, uint32_t offset, uint32_t here) {
    const uint32_t skip = std::min(here, first > offset ? first - offset : 0);
    if (here > skip) memory_.read(piece.address + skip, to + (offset + skip - first), here - skip);
  });
}

// Leaves nothing of a frame behind: neither the marks of its bytes, nor the bytes, which must not pass for new ones.
void GuestDriver::forget(uint16_t id, uint32_t length) {
  eachPiece(pieces_[id], length, [&](const Piece& piece, uint32_t, uint32_t here) {
    if (settings_.headerPlace == HeaderPlace::shared && piece.address == settings_.sharedHeader) return;
    memory_.clearWritten(piece.address, here);
    memory_.scramble(piece.address, here);
  });
}

// The device must have written exactly the bytes it reports. A header that buffers share is any buffer's.
void GuestDriver::checkBuffer(uint16_t id, uint32_t length) {
  const std::string buffer = "of the buffer of descriptor " + std::to_string(id);
  eachPiece(pieces_[id], length, [&](const Piece& piece, uint32_t offset, uint32_t here) {
    if (settings_.headerPlace == HeaderPlace::shared && piece.address == settings_.sharedHeader) return;
    const size_t written = memory_.run(piece.address, here, true);
    if (written < here) {
      fail("byte " + std::to_string(offset + written) + " " + buffer + " is reported (length " + std::to_string(length) +
           ") but was not written");
    }
    const size_t untouched = memory_.run(piece.address + here, piece.length - here, false);
    if (untouched < piece.length - here) {
      fail("byte " + std::to_string(offset + here + untouched) + " " + buffer + " was written, after the reported length " +
           std::to_string(length) + ",");
    }
  });
}

// Returns the number of buffers that the frame takes.
uint32_t GuestDriver::checkHeader(uint16_t id) {
  scratch_.resize(virtqueue::header.size());
  readBuffer(id, 0, static_cast<uint32_t>(scratch_.size()), scratch_.data());
  uint32_t buffers = 1;
  if (settings_.mergeable) {
    buffers = scratch_[virtqueue::bufferCountPlace] | static_cast<uint32_t>(scratch_[virtqueue::bufferCountPlace + 1]) << 8;
    if (buffers == 0) fail("the network header of descriptor " + std::to_string(id) + " counts no buffer");
    std::copy_n(virtqueue::header.begin() + virtqueue::bufferCountPlace, 2, scratch_.begin() + virtqueue::bufferCountPlace);
  }
  dataValidNow_ = settings_.guestChecksum && scratch_[0] == virtqueue::dataValidFlag;
  if (dataValidNow_) {
    dataValid_++;
    scratch_[0] = virtqueue::header[0];
  }
  for (size_t i = 0; i < scratch_.size(); i++) {
    if (scratch_[i] == virtqueue::header[i]) continue;
    fail("byte " + std::to_string(i) + " of the network header of descriptor " + std::to_string(id) + " is " +
         std::to_string(scratch_[i]) + " instead of " + std::to_string(virtqueue::header[i]));
  }
  return buffers;
}

// Hands over recorded frames, as many as fit `mostBytes` but at least one.
void GuestDriver::take(uint32_t mostBytes, ByteWriter& reply) {
  const size_t at = reply.size();
  reply.u32(0);
  uint32_t count = 0;
  while (!frames_.empty() && (count == 0 || reply.size() - at < mostBytes)) {
    reply.u64(arrivals_.front());
    reply.u8(verified_.front());
    reply.u32(static_cast<uint32_t>(frames_.front().size()));
    reply.append(frames_.front().data(), frames_.front().size());
    frames_.pop_front();
    arrivals_.pop_front();
    verified_.pop_front();
    count++;
  }
  reply.patch(at, count);
}

uint64_t GuestDriver::counter(uint32_t index) const {
  switch (static_cast<DriverCounter>(index)) {
    case DriverCounter::frames: return received_;
    case DriverCounter::bytes: return receivedBytes_;
    case DriverCounter::posted: return posted_;
    case DriverCounter::doorbells: return doorbells_;
    case DriverCounter::interrupts: return interrupts_;
    case DriverCounter::maskedInterrupts: return maskedInterrupts_;
    case DriverCounter::returned: return returned_;
    case DriverCounter::dataValid: return dataValid_;
    case DriverCounter::used: return used_;
    default: throw UsageError("the guest driver has no such counter");
  }
}

void GuestDriver::command(ByteReader& request, ByteWriter& reply) {
  switch (static_cast<DriverCommand>(request.u8())) {
    case DriverCommand::start: return start();
    case DriverCommand::post: return post(request.u32());
    case DriverCommand::setPosting: posting_ = request.flag(); return;
    case DriverCommand::take: return take(request.u32(), reply);
    case DriverCommand::look: return look();
    default: throw UsageError("unknown command for the guest driver");
  }
}

}  // namespace sluice
