// SPDX-License-Identifier: Apache-2.0
#include "guest/guest-memory.hpp"

#include <algorithm>

namespace sluice {

namespace {
bool bitOf(const uint64_t* bits, size_t index) { return (bits[index / 64] >> (index % 64)) & 1; }

// Sets or clears `count` bits from `first` on, a word at a time.
void assignBits(uint64_t* bits, size_t first, size_t count, bool value) {
  while (count > 0) {
    const size_t shift = first % 64;
    const size_t here = std::min<size_t>(count, 64 - shift);
    const uint64_t mask = (here == 64 ? ~uint64_t{0} : (uint64_t{1} << here) - 1) << shift;
    if (value) {
      bits[first / 64] |= mask;
    } else {
      bits[first / 64] &= ~mask;
    }
    first += here;
    count -= here;
  }
}

// Calls visit(address, offset into the range, bytes) for the part of the range in each page.
template <typename Visit>
void eachPage(uint64_t address, size_t size, uint64_t pageBytes, Visit visit) {
  for (size_t done = 0; done < size;) {
    const size_t here = std::min<size_t>(size - done, pageBytes - (address + done) % pageBytes);
    visit(address + done, done, here);
    done += here;
  }
}
}  // namespace

GuestMemory::GuestMemory(const Environment& environment, ByteReader& request, uint64_t seed)
    : environment_{environment}, seed_{seed}, logging_{request.flag()} {}

uint64_t GuestMemory::counter(uint32_t index) const {
  switch (static_cast<MemoryCounter>(index)) {
    case MemoryCounter::bytesWritten: return deviceWrote_;
    case MemoryCounter::bytesRead: return deviceRead_;
    default: throw UsageError("the guest memory has no such counter");
  }
}

void GuestMemory::fillNoise(uint64_t address, uint8_t* to, size_t size, uint64_t salt) const {
  for (size_t done = 0; done < size;) {
    const uint64_t word = Random{seed_ ^ salt ^ ((address + done) / 8 * 0x9e3779b97f4a7c15u)}.next();
    const size_t skip = (address + done) % 8;
    const size_t here = std::min<size_t>(8 - skip, size - done);
    std::memcpy(to + done, reinterpret_cast<const uint8_t*>(&word) + skip, here);
    done += here;
  }
}

GuestMemory::Page& GuestMemory::page(uint64_t address) {
  const uint64_t number = address / pageBytes;
  Recent& recent = recent_[number % recentPages];
  if (recent.number == number) return *recent.page;
  std::unique_ptr<Page>& slot = pages_[number];
  if (!slot) {
    slot = std::make_unique<Page>();
    fillNoise(number * pageBytes, slot->data, pageBytes, 0);
    std::memset(slot->written, 0, sizeof slot->written);
    const auto touches = [&](const Watch& w) { return w.first / pageBytes <= number && number <= w.last / pageBytes; };
    slot->watched = std::any_of(watches_.begin(), watches_.end(), touches);
  }
  recent = {number, slot.get()};
  return *slot;
}

void GuestMemory::read(uint64_t address, void* to, size_t size) {
  eachPage(address, size, pageBytes, [&](uint64_t at, size_t offset, size_t here) {
    std::memcpy(static_cast<uint8_t*>(to) + offset, page(at).data + at % pageBytes, here);
  });
}

void GuestMemory::write(uint64_t address, const void* from, size_t size) {
  eachPage(address, size, pageBytes, [&](uint64_t at, size_t offset, size_t here) {
    std::memcpy(page(at).data + at % pageBytes, static_cast<const uint8_t*>(from) + offset, here);
  });
}

void GuestMemory::scramble(uint64_t address, size_t size) {
  const uint64_t salt = Random{++scrambles_}.next();
  eachPage(address, size, pageBytes, [&](uint64_t at, size_t, size_t here) {
    fillNoise(at, page(at).data + at % pageBytes, here, salt);
  });
}

const GuestMemory::Region* GuestMemory::regionOf(uint64_t first, uint64_t last) const {
  for (const Region& region : regions_) {
    if (region.first <= first && last <= region.last) return &region;
  }
  return nullptr;
}

Access GuestMemory::request(bool writing, uint64_t first, uint64_t last, uint32_t id, uint32_t function) {
  if (logging_) log(writing, first, last, id, function);
  if (regions_.empty()) return Access::granted;
  const Region* region = regionOf(first, last);
  const auto sentence = [&](const std::string& fault) {
    return "function " + std::to_string(function) + (writing ? " writes " : " reads ") + hexadecimal(first) + " to " + hexadecimal(last) +
           fault + " in cycle " + std::to_string(environment_.cycle());
  };
  if (!region) throw ProtocolError(sentence(", which no memory region holds,"));
  if (region->owner != anyFunction && region->owner != function) {
    throw ProtocolError(sentence(", which belongs to function " + std::to_string(region->owner) + ","));
  }
  return region->slaveError ? Access::slaveError : Access::granted;
}

Access GuestMemory::deviceRead(uint32_t, uint64_t address, void* to, size_t size) {
  deviceRead_ += size;
  read(address, to, size);
  return Access::granted;
}

Access GuestMemory::deviceWrite(uint32_t, uint64_t address, const void* from, size_t size) {
  deviceWrote_ += size;
  bool watched = false;
  eachPage(address, size, pageBytes, [&](uint64_t at, size_t offset, size_t here) {
    Page& target = page(at);
    std::memcpy(target.data + at % pageBytes, static_cast<const uint8_t*>(from) + offset, here);
    assignBits(target.written, at % pageBytes, here, true);
    watched |= target.watched;
  });
  if (watched) notify(address, address + size - 1);
  return Access::granted;
}

size_t GuestMemory::run(uint64_t address, size_t size, bool written) {
  const uint64_t whole = written ? ~uint64_t{0} : 0;
  size_t length = 0;
  while (length < size) {
    const uint64_t at = address + length;
    const uint64_t* bits = page(at).written;
    const size_t offset = at % pageBytes;
    if (offset % 64 == 0 && bits[offset / 64] == whole) {
      length += 64;
      continue;
    }
    if (bitOf(bits, offset) != written) break;
    length++;
  }
  return std::min(length, size);
}

void GuestMemory::clearWritten(uint64_t address, size_t size) {
  eachPage(address, size, pageBytes,
           [&](uint64_t at, size_t, size_t here) { assignBits(page(at).written, at % pageBytes, here, false); });
}

void GuestMemory::watch(uint64_t address, size_t size, MemoryWatcher& watcher) {
  watches_.push_back({address, address + size - 1, &watcher});
  eachPage(address, size, pageBytes, [&](uint64_t at, size_t, size_t) { page(at).watched = true; });
}

void GuestMemory::notify(uint64_t first, uint64_t last) {
  for (const Watch& watch : watches_) {
    if (watch.first <= last && first <= watch.last) watch.watcher->deviceWrote();
  }
}

void GuestMemory::log(bool writing, uint64_t first, uint64_t last, uint32_t id, uint32_t function) {
  log_.u8(writing);
  log_.u64(environment_.cycle());
  log_.u64(first);
  log_.u64(last - first + 1);
  log_.u32(id);
  log_.u32(function);
  logged_++;
}

void GuestMemory::writtenRanges(ByteWriter& reply) {
  std::vector<uint64_t> numbers;
  for (const auto& [number, unused] : pages_) numbers.push_back(number);
  std::sort(numbers.begin(), numbers.end());
  std::vector<std::pair<uint64_t, uint64_t>> ranges;
  for (const uint64_t number : numbers) {
    const Page& source = *pages_[number];
    for (uint64_t offset = 0; offset < pageBytes; offset++) {
      if (offset % 64 == 0 && source.written[offset / 64] == 0) {
        offset += 63;
        continue;
      }
      if (!bitOf(source.written, offset)) continue;
      const uint64_t address = number * pageBytes + offset;
      if (!ranges.empty() && ranges.back().second == address) {
        ranges.back().second++;
      } else {
        ranges.emplace_back(address, address + 1);
      }
    }
  }
  reply.u32(static_cast<uint32_t>(ranges.size()));
  for (const auto& [first, end] : ranges) {
    reply.u64(first);
    reply.u64(end - first);
  }
}

void GuestMemory::command(ByteReader& request, ByteWriter& reply) {
  switch (static_cast<MemoryCommand>(request.u8())) {
    case MemoryCommand::read: {
      const uint64_t address = request.u64();
      std::vector<uint8_t> data(request.u32());
      read(address, data.data(), data.size());
      reply.append(data.data(), data.size());
      return;
    }
    case MemoryCommand::write: {
      const uint64_t address = request.u64();
      const uint32_t size = request.u32();
      return write(address, request.take(size), size);
    }
    case MemoryCommand::scramble: {
      const uint64_t address = request.u64();
      return scramble(address, request.u64());
    }
    case MemoryCommand::written: return writtenRanges(reply);
    case MemoryCommand::clearWritten: {
      const uint64_t address = request.u64();
      return clearWritten(address, request.u64());
    }
    case MemoryCommand::addRegion: {
      Region region{};
      region.first = request.u64();
      region.last = request.u64();
      region.owner = request.u32();
      region.slaveError = request.flag();
      // The newest comes first, so that a small region may lie inside a large one.
      regions_.insert(regions_.begin(), region);
      return;
    }
    case MemoryCommand::takeLog:
      reply.u32(logged_);
      reply.append(log_.data(), log_.size());
      log_.clear();
      logged_ = 0;
      return;
    default: throw UsageError("unknown command for the guest memory");
  }
}

}  // namespace sluice
