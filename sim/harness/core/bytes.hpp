// SPDX-License-Identifier: Apache-2.0
// Little-endian binary messages between the harness and the process that drives it.
#pragma once

#include <cstdint>
#include <cstdio>
#include <cstring>
#include <stdexcept>
#include <string>
#include <vector>

namespace sluice {

// A message that does not follow the protocol: a bug of the caller, not of the design.
struct UsageError : std::runtime_error {
  using std::runtime_error::runtime_error;
};

inline std::string hexadecimal(uint64_t value) {
  char text[19];
  std::snprintf(text, sizeof text, "0x%llx", static_cast<unsigned long long>(value));
  return text;
}

class ByteReader {
 public:
  ByteReader(const uint8_t* data, size_t size) : at_{data}, end_{data + size} {}

  template <typename T>
  T number() {
    T value;
    std::memcpy(&value, take(sizeof(T)), sizeof(T));
    return value;
  }
  uint8_t u8() { return number<uint8_t>(); }
  uint16_t u16() { return number<uint16_t>(); }
  uint32_t u32() { return number<uint32_t>(); }
  uint64_t u64() { return number<uint64_t>(); }
  bool flag() { return u8() != 0; }

  const uint8_t* take(size_t size) {
    if (size > remaining()) throw UsageError("a command is shorter than it says");
    const uint8_t* data = at_;
    at_ += size;
    return data;
  }
  std::string text() {
    const uint32_t size = u32();
    return std::string(reinterpret_cast<const char*>(take(size)), size);
  }
  size_t remaining() const { return static_cast<size_t>(end_ - at_); }

 private:
  const uint8_t* at_;
  const uint8_t* end_;
};

class ByteWriter {
 public:
  template <typename T>
  void number(T value) {
    append(&value, sizeof(T));
  }
  void u8(uint8_t value) { number(value); }
  void u16(uint16_t value) { number(value); }
  void u32(uint32_t value) { number(value); }
  void u64(uint64_t value) { number(value); }
  void append(const void* data, size_t size) {
    const auto* from = static_cast<const uint8_t*>(data);
    bytes_.insert(bytes_.end(), from, from + size);
  }
  void text(const std::string& value) {
    u32(static_cast<uint32_t>(value.size()));
    append(value.data(), value.size());
  }
  // Overwrites a u32 written before, for lengths known only afterwards.
  void patch(size_t offset, uint32_t value) { std::memcpy(bytes_.data() + offset, &value, sizeof value); }

  const uint8_t* data() const { return bytes_.data(); }
  size_t size() const { return bytes_.size(); }
  void clear() { bytes_.clear(); }
  void truncate(size_t size) { bytes_.resize(size); }

 private:
  std::vector<uint8_t> bytes_;
};

}  // namespace sluice
