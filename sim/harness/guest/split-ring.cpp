// SPDX-License-Identifier: Apache-2.0
#include "guest/split-ring.hpp"

#include <algorithm>

namespace sluice {

SplitRing::SplitRing(GuestMemory& memory, const RingSettings& settings, Random& random,
                     Complaint complain)
    : memory_{memory},
      settings_{settings},
      random_{random},
      complain_{std::move(complain)},
      bufferAt_(settings.size),
      chainOf_(settings.size) {}

void SplitRing::clear() {
  free_.clear();
  room_ = settings_.size;
  // Taken from the end, so that chains ascend unless they are scattered.
  for (uint32_t index = settings_.size; index > 0; index--) free_.push_back(static_cast<uint16_t>(index - 1));
  std::fill(bufferAt_.begin(), bufferAt_.end(), nobody);
  added_ = published_ = 0;
  shown_ = harvested_ = 0;
  outstanding_ = 0;
  memory_.store<uint16_t>(settings_.driver + virtqueue::availFlags, 0);
  memory_.store<uint16_t>(settings_.driver + virtqueue::availIndex, 0);
  memory_.store<uint16_t>(settings_.device + virtqueue::usedFlags, 0);
  memory_.store<uint16_t>(settings_.device + virtqueue::usedIndex, 0);
  if (!settings_.eventIndex) return;
  setUsedEvent(0);
  memory_.store<uint16_t>(settings_.device + virtqueue::usedRing + uint64_t{settings_.size} * virtqueue::usedElementBytes, 0);
}

bool SplitRing::fits(size_t pieces) const { return room_ >= (settings_.indirect ? 1 : pieces); }

void SplitRing::describe(uint64_t descriptor, const Piece& piece, uint16_t flags, uint16_t next) {
  memory_.store<uint64_t>(descriptor + virtqueue::descriptorAddress, piece.address);
  memory_.store<uint32_t>(descriptor + virtqueue::descriptorLength, piece.length);
  memory_.store<uint16_t>(descriptor + virtqueue::descriptorFlags, flags);
  memory_.store<uint16_t>(descriptor + virtqueue::descriptorNext, next);
}

uint16_t SplitRing::takeDescriptor() {
  if (settings_.scatter) std::swap(free_[random_.below(static_cast<uint32_t>(free_.size()))], free_.back());
  const uint16_t index = free_.back();
  free_.pop_back();
  return index;
}

// The descriptor of the buffer's own number points to its table.
void SplitRing::addIndirect(uint16_t id, const std::vector<Piece>& pieces) {
  const uint64_t table = settings_.tables + uint64_t{id} * settings_.tableEntries * virtqueue::descriptorBytes;
  for (uint32_t i = 0; i < pieces.size(); i++) {
    const bool last = i + 1 == pieces.size();
    const uint32_t flags = settings_.access() | (last ? 0 : virtqueue::nextFlag);
    describe(descriptorAt(table, i), pieces[i], static_cast<uint16_t>(flags), static_cast<uint16_t>(last ? 0 : i + 1));
  }
  const auto bytes = static_cast<uint32_t>(pieces.size() * virtqueue::descriptorBytes);
  describe(descriptorAt(settings_.descriptors, id), {table, bytes}, static_cast<uint16_t>(virtqueue::indirectFlag), 0);
}

void SplitRing::addChain(const std::vector<uint16_t>& chain, const std::vector<Piece>& pieces) {
  for (size_t i = 0; i < pieces.size(); i++) {
    const bool last = i + 1 == pieces.size();
    const uint32_t flags = settings_.access() | (last ? 0 : virtqueue::nextFlag);
    describe(descriptorAt(settings_.descriptors, chain[i]), pieces[i], static_cast<uint16_t>(flags),
             last ? uint16_t{0} : chain[i + 1]);
  }
}

// A buffer of one descriptor has that of its own number; a chain takes what is free.
void SplitRing::add(uint16_t id, const std::vector<Piece>& pieces) {
  std::vector<uint16_t>& chain = chainOf_[id];
  chain.clear();
  if (chains()) {
    for (size_t i = 0; i < pieces.size(); i++) chain.push_back(takeDescriptor());
  } else {
    chain.push_back(id);
  }
  room_ -= static_cast<uint32_t>(chain.size());
  if (settings_.indirect) {
    addIndirect(id, pieces);
  } else {
    addChain(chain, pieces);
  }
  bufferAt_[chain.front()] = id;
  const uint64_t slot = added_ % settings_.size;
  memory_.store<uint16_t>(settings_.driver + virtqueue::availRing + slot * virtqueue::availElementBytes, chain.front());
  added_++;
  outstanding_++;
}

bool SplitRing::publish() {
  memory_.store<uint16_t>(settings_.driver + virtqueue::availIndex, added_);
  const uint16_t before = published_;
  published_ = added_;
  if (!settings_.eventIndex) {
    return (memory_.load<uint16_t>(settings_.device + virtqueue::usedFlags) & virtqueue::noNotify) == 0;
  }
  const uint64_t place = settings_.device + virtqueue::usedRing + uint64_t{settings_.size} * virtqueue::usedElementBytes;
  const auto event = memory_.load<uint16_t>(place);
  return static_cast<uint16_t>(added_ - event - 1) < static_cast<uint16_t>(added_ - before);
}

uint64_t SplitRing::shown() {
  const auto index = memory_.load<uint16_t>(settings_.device + virtqueue::usedIndex);
  shown_ += static_cast<uint16_t>(index - static_cast<uint16_t>(shown_));
  return shown_;
}

std::optional<DriverRing::Used> SplitRing::next() {
  if (shown() == harvested_) return std::nullopt;
  if (shown_ - harvested_ > outstanding_) {
    complain_("the used index went from " + std::to_string(harvested_ & 0xffff) + " to " +
              std::to_string(shown_ & 0xffff) + " with only " + std::to_string(outstanding_) + " buffers posted,");
  }
  const uint64_t slot = harvested_ % settings_.size;
  const uint64_t element = settings_.device + virtqueue::usedRing + slot * virtqueue::usedElementBytes;
  const auto head = memory_.load<uint32_t>(element + virtqueue::usedId);
  const auto length = memory_.load<uint32_t>(element + virtqueue::usedLength);
  const std::string which = "used element " + std::to_string(harvested_ & 0xffff) + " names descriptor " + std::to_string(head);
  if (head >= settings_.size) complain_(which + " of " + std::to_string(settings_.size));
  const uint32_t id = bufferAt_[head];
  if (id == nobody) complain_(which + ", which was not posted,");
  bufferAt_[head] = nobody;
  room_ += static_cast<uint32_t>(chainOf_[id].size());
  if (chains()) free_.insert(free_.end(), chainOf_[id].begin(), chainOf_[id].end());
  harvested_++;
  outstanding_--;
  return Used{static_cast<uint16_t>(id), length};
}

void SplitRing::setUsedEvent(uint16_t index) {
  const uint64_t place = settings_.driver + virtqueue::availRing + uint64_t{settings_.size} * virtqueue::availElementBytes;
  memory_.store<uint16_t>(place, index);
}

// With event indices the flag must not be used: an index that has just passed asks for nothing for a long time.
void SplitRing::mask() {
  if (settings_.eventIndex) return setUsedEvent(static_cast<uint16_t>(harvested_ - 1));
  memory_.store<uint16_t>(settings_.driver + virtqueue::availFlags, static_cast<uint16_t>(virtqueue::noInterrupt));
}

void SplitRing::unmask(uint16_t after) {
  if (settings_.eventIndex) return setUsedEvent(static_cast<uint16_t>(harvested_ + after));
  memory_.store<uint16_t>(settings_.driver + virtqueue::availFlags, 0);
}

DriverRing::Range SplitRing::watched() const { return {settings_.device + virtqueue::usedIndex, sizeof(uint16_t)}; }

}  // namespace sluice
