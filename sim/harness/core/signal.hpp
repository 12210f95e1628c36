// SPDX-License-Identifier: Apache-2.0
// Reads and writes one port of any width.
#pragma once

#include "core/bytes.hpp"
#include "core/dut.hpp"

namespace sluice {

class Signal {
 public:
  Signal() = default;
  explicit Signal(const Port& port) : data_{port.data}, name_{port.name}, width_{port.width}, input_{port.input} {}

  bool exists() const { return data_ != nullptr; }
  const char* name() const { return name_; }
  bool input() const { return input_; }
  uint32_t width() const { return width_; }
  // Bytes of a value as it travels in messages and payloads.
  size_t bytes() const { return (width_ + 7) / 8; }

  // The low 64 bits.
  uint64_t get() const {
    if (width_ <= 8) return *static_cast<const uint8_t*>(data_);
    if (width_ <= 16) return *static_cast<const uint16_t*>(data_);
    if (width_ <= 32) return *static_cast<const uint32_t*>(data_);
    uint64_t value;
    std::memcpy(&value, data_, sizeof value);
    return value;
  }
  // A value of up to 64 bits; bits above the width are cut off, words above 64 bits become 0.
  void set(uint64_t value) {
    if (width_ < 64) value &= (uint64_t{1} << width_) - 1;
    if (width_ <= 8) {
      *static_cast<uint8_t*>(data_) = static_cast<uint8_t>(value);
    } else if (width_ <= 16) {
      *static_cast<uint16_t*>(data_) = static_cast<uint16_t>(value);
    } else if (width_ <= 32) {
      *static_cast<uint32_t*>(data_) = static_cast<uint32_t>(value);
    } else {
      std::memcpy(data_, &value, sizeof value);
      if (width_ > 64) std::memset(static_cast<uint8_t*>(data_) + 8, 0, (width_ + 31) / 32 * 4 - 8);
    }
  }
  // Copies the value out as bytes() little-endian bytes.
  void read(uint8_t* to) const {
    if (width_ <= 8) {
      *to = *static_cast<const uint8_t*>(data_);
    } else if (width_ == 64) {
      std::memcpy(to, data_, 8);
    } else {
      std::memcpy(to, data_, bytes());
    }
  }
  // Sets the value from bytes() little-endian bytes; bits above the width are cut off.
  void write(const uint8_t* from) {
    if (width_ <= 64) {
      uint64_t value = 0;
      std::memcpy(&value, from, bytes());
      set(value);
      return;
    }
    auto* to = static_cast<uint8_t*>(data_);
    std::memcpy(to, from, bytes());
    if (width_ % 8 != 0) to[bytes() - 1] &= static_cast<uint8_t>((1u << (width_ % 8)) - 1);
  }

 private:
  void* data_ = nullptr;
  const char* name_ = "";
  uint32_t width_ = 0;
  bool input_ = false;
};

}  // namespace sluice
