// SPDX-License-Identifier: Apache-2.0
// The two event files of a virtqueue: the driver notifies by one, the card interrupts by the other.
#pragma once

#include "bus/axi-lite-master.hpp"
#include "bus/interrupt-sink.hpp"

namespace sluice {

class EventLine final : public InterruptListener {
 public:
  EventLine() = default;
  EventLine(const EventLine&) = delete;
  ~EventLine() override;

  static bool isEventFile(int file);
  // Takes over the file, which must be an event file, or none for -1; what was there before is closed. False when it is not one.
  bool setKick(int file, uint64_t doorbell, uint32_t value);
  bool setCall(int file);
  int kick() const { return kick_; }
  // Rings the doorbell when the driver has notified.
  bool pass(DoorbellTarget& target);
  void interrupt() override;

 private:
  int kick_ = -1, call_ = -1;
  uint64_t doorbell_ = 0;
  uint32_t value_ = 0;
};

}  // namespace sluice
