// SPDX-License-Identifier: Apache-2.0
#include "vhost/mapped-memory.hpp"

#include <sys/mman.h>
#include <sys/stat.h>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <csetjmp>
#include <csignal>

namespace sluice {

namespace {

// Where an access goes on that met the end of a file which its owner has shortened.
thread_local sigjmp_buf shortened;
thread_local volatile bool guarded = false;

void busError(int number) {
  if (guarded) siglongjmp(shortened, 1);
  std::signal(number, SIG_DFL);
  std::raise(number);
}

// 16 bytes at once, at any address on the side that others do not see.
using Block = long long __attribute__((vector_size(16), aligned(1), may_alias));

template <typename T>
void copyOne(void* to, const void* from) {
  // volatile: one access of this width, neither split nor joined.
  T value = *static_cast<const volatile T*>(from);
  *static_cast<volatile T*>(to) = value;
}

// Whether the next piece of `size` bytes may be moved at once on the side that others see.
bool fits(const uint8_t* shared, size_t rest, size_t size) { return rest >= size && reinterpret_cast<uintptr_t>(shared) % size == 0; }

// `shared` is what others see of the two; it decides the pieces.
void copy(uint8_t* to, const uint8_t* from, size_t size, const uint8_t* shared) {
  while (size > 0) {
    size_t piece = 1;
    if (fits(shared, size, 16)) {
      piece = 16;
      copyOne<Block>(to, from);
    } else if (fits(shared, size, 8)) {
      copyOne<uint64_t>(to, from);
      piece = 8;
    } else if (fits(shared, size, 4)) {
      copyOne<uint32_t>(to, from);
      piece = 4;
    } else if (fits(shared, size, 2)) {
      copyOne<uint16_t>(to, from);
      piece = 2;
    } else {
      copyOne<uint8_t>(to, from);
    }
    to += piece;
    from += piece;
    shared += piece;
    size -= piece;
  }
}

Access guardedCopy(uint8_t* to, const uint8_t* from, size_t size, const uint8_t* shared) {
  if (sigsetjmp(shortened, 0) != 0) {
    guarded = false;
    return Access::slaveError;
  }
  guarded = true;
  // The handler must find it set whatever access of the copy meets the end of the file.
  std::atomic_signal_fence(std::memory_order_seq_cst);
  copy(to, from, size, shared);
  guarded = false;
  return Access::granted;
}

}  // namespace

MappedMemory::MappedMemory(const Environment&, ByteReader& request, uint64_t) : regions_(request.u32()) {
  struct sigaction action = {};
  action.sa_handler = busError;
  // The handler leaves by a jump, so the signal must not stay blocked.
  action.sa_flags = SA_NODEFER;
  ::sigaction(SIGBUS, &action, nullptr);
}

MappedMemory::~MappedMemory() {
  for (uint32_t function = 0; function < regions_.size(); function++) unmap(function);
}

int MappedMemory::map(uint32_t function, int file, uint64_t address, uint64_t size, uint64_t offset) {
  struct stat status;
  if (::fstat(file, &status) != 0) return errno;
  if (!S_ISREG(status.st_mode)) return ENODEV;
  if (size == 0 || address + size - 1 < address || offset + size < offset) return EINVAL;
  if (offset + size > static_cast<uint64_t>(status.st_size)) return ENOSPC;
  if (overlaps(function, address, address + size - 1)) return EEXIST;
  // Files of huge pages are mapped by whole ones.
  const auto block = static_cast<uint64_t>(status.st_blksize < 4096 ? 4096 : status.st_blksize);
  const uint64_t before = offset % block;
  const uint64_t bytes = (before + size + block - 1) / block * block;
  void* mapping = ::mmap(nullptr, bytes, PROT_READ | PROT_WRITE, MAP_SHARED, file, static_cast<off_t>(offset - before));
  if (mapping == MAP_FAILED) return errno;
  regions_.at(function).push_back({address, address + size - 1, static_cast<uint8_t*>(mapping) + before, mapping, bytes});
  return 0;
}

void MappedMemory::unmap(uint32_t function) {
  for (const Region& region : regions_.at(function)) ::munmap(region.mapping, region.mappedBytes);
  regions_[function].clear();
}

bool MappedMemory::overlaps(uint32_t function, uint64_t first, uint64_t last) const {
  const auto& regions = regions_.at(function);
  return std::any_of(regions.begin(), regions.end(), [=](const Region& region) { return region.first <= last && first <= region.last; });
}

uint8_t* MappedMemory::find(uint32_t function, uint64_t first, uint64_t last) const {
  if (function >= regions_.size()) return nullptr;
  for (const Region& region : regions_[function]) {
    if (region.first <= first && first <= last && last <= region.last) return region.data + (first - region.first);
  }
  return nullptr;
}

Access MappedMemory::request(bool, uint64_t first, uint64_t last, uint32_t, uint32_t function) {
  accesses_++;
  return find(function, first, last) ? Access::granted : Access::slaveError;
}

Access MappedMemory::deviceRead(uint32_t function, uint64_t address, void* to, size_t size) {
  const uint8_t* from = find(function, address, address + size - 1);
  return from ? guardedCopy(static_cast<uint8_t*>(to), from, size, from) : Access::slaveError;
}

Access MappedMemory::deviceWrite(uint32_t function, uint64_t address, const void* from, size_t size) {
  uint8_t* to = find(function, address, address + size - 1);
  if (!to) return Access::slaveError;
  const Access access = guardedCopy(to, static_cast<const uint8_t*>(from), size, to);
  // Later reads of the card must not overtake the write in the store buffer of this processor.
  std::atomic_thread_fence(std::memory_order_seq_cst);
  return access;
}

void MappedMemory::command(ByteReader& request, ByteWriter& reply) {
  switch (static_cast<MappedMemoryCommand>(request.u8())) {
    case MappedMemoryCommand::map: {
      const uint32_t function = request.u32();
      const auto file = static_cast<int>(request.u32());
      const uint64_t address = request.u64(), size = request.u64();
      reply.u32(static_cast<uint32_t>(map(function, file, address, size, request.u64())));
      return;
    }
    case MappedMemoryCommand::unmap: return unmap(request.u32());
    case MappedMemoryCommand::read: {
      const uint32_t function = request.u32();
      const uint64_t address = request.u64();
      std::vector<uint8_t> data(request.u32());
      reply.u8(deviceRead(function, address, data.data(), data.size()) == Access::granted);
      reply.append(data.data(), data.size());
      return;
    }
    case MappedMemoryCommand::accesses: return reply.u64(accesses_);
    default: throw UsageError("unknown command for mapped memory");
  }
}

}  // namespace sluice
