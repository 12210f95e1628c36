// SPDX-License-Identifier: Apache-2.0
#include "guest/packed-ring.hpp"

#include <algorithm>

namespace sluice {

namespace {
// Stands in the id of descriptors whose id counts for nothing.
constexpr uint16_t meaningless = 0xdead;
}  // namespace

PackedRing::PackedRing(GuestMemory& memory, const RingSettings& settings, Complaint complain)
    : memory_{memory}, settings_{settings}, complain_{std::move(complain)}, slotsOf_(settings.size) {}

void PackedRing::clear() {
  std::fill(slotsOf_.begin(), slotsOf_.end(), 0);
  next_ = told_ = scan_ = harvest_ = {};
  free_ = settings_.size;
  shown_ = harvested_ = 0;
  for (uint32_t slot = 0; slot < settings_.size; slot++) describe(descriptorAt(slot), {0, 0}, 0, 0);
  for (const uint64_t area : {settings_.driver, settings_.device}) {
    memory_.store<uint16_t>(area + virtqueue::eventPlace, 0);
    memory_.store<uint16_t>(area + virtqueue::eventFlags, static_cast<uint16_t>(virtqueue::eventEnable));
  }
}

PackedRing::Place PackedRing::after(Place place, uint32_t slots) const {
  const uint32_t slot = place.slot + slots;
  return slot < settings_.size ? Place{slot, place.wrap} : Place{slot - settings_.size, !place.wrap};
}

uint16_t PackedRing::availableFlags(bool wrap) const {
  return static_cast<uint16_t>(wrap ? virtqueue::availableFlag : virtqueue::usedFlag);
}

bool PackedRing::isUsed(Place place) const {
  const auto flags = memory_.load<uint16_t>(descriptorAt(place.slot) + virtqueue::packedFlags);
  const bool available = (flags & virtqueue::availableFlag) != 0;
  const bool used = (flags & virtqueue::usedFlag) != 0;
  return available == used && used == place.wrap;
}

bool PackedRing::fits(size_t pieces) const { return free_ >= (settings_.indirect ? 1 : pieces); }

void PackedRing::describe(uint64_t descriptor, const Piece& piece, uint16_t id, uint16_t flags) {
  memory_.store<uint64_t>(descriptor + virtqueue::descriptorAddress, piece.address);
  memory_.store<uint32_t>(descriptor + virtqueue::descriptorLength, piece.length);
  memory_.store<uint16_t>(descriptor + virtqueue::packedId, id);
  memory_.store<uint16_t>(descriptor + virtqueue::packedFlags, flags);
}

void PackedRing::add(uint16_t id, const std::vector<Piece>& pieces) {
  const uint16_t write = settings_.access();
  const auto more = static_cast<uint16_t>(virtqueue::nextFlag);
  uint32_t slots = 1;
  if (settings_.indirect) {
    const uint64_t table = settings_.tables + uint64_t{id} * settings_.tableEntries * virtqueue::descriptorBytes;
    for (size_t i = 0; i < pieces.size(); i++) {
      describe(table + i * virtqueue::descriptorBytes, pieces[i], meaningless, write);
    }
    const auto bytes = static_cast<uint32_t>(pieces.size() * virtqueue::descriptorBytes);
    const auto flags = static_cast<uint16_t>(virtqueue::indirectFlag | availableFlags(next_.wrap));
    describe(descriptorAt(next_.slot), {table, bytes}, id, flags);
  } else {
    slots = static_cast<uint32_t>(pieces.size());
    for (uint32_t i = 0; i < slots; i++) {
      const Place place = after(next_, i);
      const bool last = i + 1 == slots;
      const auto flags = static_cast<uint16_t>(availableFlags(place.wrap) | write | (last ? 0 : more));
      describe(descriptorAt(place.slot), pieces[i], last ? id : meaningless, flags);
    }
  }
  slotsOf_[id] = slots;
  free_ -= slots;
  next_ = after(next_, slots);
}

bool PackedRing::publish() {
  const Place before = told_;
  told_ = next_;
  const auto flags = memory_.load<uint16_t>(settings_.device + virtqueue::eventFlags);
  if (flags == virtqueue::eventDisable) return false;
  if (flags != virtqueue::eventAtPlace) return true;
  const auto wanted = memory_.load<uint16_t>(settings_.device + virtqueue::eventPlace);
  // In [before, next): both as distances from `before`, around the ring.
  const bool wrap = (wanted >> 15) != 0;
  const uint32_t slot = wanted & 0x7fff;
  const auto distance = [&](uint32_t at, bool atWrap) {
    return at + (atWrap == before.wrap ? 0 : settings_.size) - before.slot;
  };
  return distance(slot, wrap) < distance(next_.slot, next_.wrap);
}

uint64_t PackedRing::shown() {
  while (isUsed(scan_)) {
    const auto id = memory_.load<uint16_t>(descriptorAt(scan_.slot) + virtqueue::packedId);
    // A wrong id is complained of when it is harvested; the scan ends before it.
    if (id >= settings_.size || slotsOf_[id] == 0) {
      return shown_ + 1;
    }
    scan_ = after(scan_, slotsOf_[id]);
    shown_++;
    if (shown_ - harvested_ >= settings_.size) break;
  }
  return shown_;
}

std::optional<DriverRing::Used> PackedRing::next() {
  if (!isUsed(harvest_)) return std::nullopt;
  const uint64_t descriptor = descriptorAt(harvest_.slot);
  const auto id = memory_.load<uint16_t>(descriptor + virtqueue::packedId);
  const auto length = memory_.load<uint32_t>(descriptor + virtqueue::descriptorLength);
  const auto flags = memory_.load<uint16_t>(descriptor + virtqueue::packedFlags);
  const std::string which = "the used descriptor in slot " + std::to_string(harvest_.slot) + " names buffer " + std::to_string(id);
  if (id >= settings_.size) complain_(which + " of " + std::to_string(settings_.size));
  if (slotsOf_[id] == 0) complain_(which + ", which was not posted,");
  if (((flags & virtqueue::writeFlag) != 0) != (length > 0)) {
    complain_(which + " with length " + std::to_string(length) + " and flags " + hexadecimal(flags));
  }
  shown();
  harvest_ = after(harvest_, slotsOf_[id]);
  free_ += slotsOf_[id];
  slotsOf_[id] = 0;
  harvested_++;
  return Used{id, length};
}

void PackedRing::mask() {
  memory_.store<uint16_t>(settings_.driver + virtqueue::eventFlags, static_cast<uint16_t>(virtqueue::eventDisable));
}

void PackedRing::unmask(uint16_t slots) {
  if (settings_.eventIndex) {
    const Place wanted = after(harvest_, slots % settings_.size);
    const auto place = static_cast<uint16_t>(wanted.slot | (wanted.wrap ? 0x8000 : 0));
    memory_.store<uint16_t>(settings_.driver + virtqueue::eventPlace, place);
  }
  const uint32_t flags = settings_.eventIndex ? virtqueue::eventAtPlace : virtqueue::eventEnable;
  memory_.store<uint16_t>(settings_.driver + virtqueue::eventFlags, static_cast<uint16_t>(flags));
}

DriverRing::Range PackedRing::watched() const {
  return {settings_.descriptors, size_t{settings_.size} * virtqueue::descriptorBytes};
}

}  // namespace sluice
