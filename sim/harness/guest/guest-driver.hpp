// SPDX-License-Identifier: Apache-2.0
// The driver of one receive virtqueue in a guest: posts buffers, rings the doorbell, harvests used buffers and puts them
// back, without the host's help. It believes nothing: every used buffer is checked against what was posted.
#pragma once

#include <deque>

#include "bus/interrupt-sink.hpp"
#include "guest/doorbell-target.hpp"
#include "guest/driver-ring.hpp"
#include "guest/guest-memory.hpp"
#include "core/numbers.hpp"

namespace sluice {

struct DriverSettings {
  explicit DriverSettings(ByteReader& request);
  uint16_t function, queue, vector;
  uint64_t buffers;
  uint64_t stride;        // from buffer to buffer
  uint32_t count;         // buffers
  uint32_t bufferLength;  // header included
  uint32_t offset, offsetJitter;  // buffer n starts at buffers + n * stride + offset + 0..offsetJitter
  uint32_t pieces;        // a buffer is cut into so many at most
  uint32_t pieceLength;   // of every piece but the last, of which there are as many as may be; 0: number and lengths at random
  uint32_t gap;           // bytes between pieces
  HeaderPlace headerPlace;
  uint64_t sharedHeader;
  uint64_t doorbell;
  uint32_t doorbellValue;
  uint8_t doorbellBytes;  // width of the write
  WakeMode mode;
  uint32_t interval;    // cycles between looks, or from interrupt to look
  uint32_t refill;      // free buffers that are worth a doorbell
  uint16_t eventBatch;  // used buffers after which an interrupt is asked for, less one
  bool shuffle;         // post free buffers in random order
  bool record;          // keep received frames for the host
  bool mergeable;       // a frame may take several buffers
  bool guestChecksum;   // the header may say that a checksum was verified
  bool returns;         // a buffer may come back without a frame
};

class GuestDriver final : public BusModel, private MemoryWatcher, private InterruptListener {
 public:
  GuestDriver(const Environment& environment, ByteReader& request, uint64_t seed);
  void drive() override;
  // 0: frames received, 1: bytes in them, 2: buffers posted and not used, 3: doorbells, 4: interrupts,
  // 5: interrupts while masked, 6: buffers returned without a frame, 7: frames with a verified checksum, 8: buffers used
  uint64_t counter(uint32_t index) const override;
  void command(ByteReader& request, ByteWriter& reply) override;

 private:
  struct Showing {
    uint64_t shown;
    uint64_t cycle;
  };

  void deviceWrote() override;
  void interrupt() override;
  void start();
  void post(uint32_t most);
  std::vector<Piece> layOut(uint16_t id);
  void look();
  uint32_t harvest();
  bool harvestFrame();
  DriverRing::Used harvestBuffer();
  void checkBuffer(uint16_t id, uint32_t length);
  uint32_t checkHeader(uint16_t id);
  void readBuffer(uint16_t id, uint32_t first, uint32_t length, uint8_t* to);
  void forget(uint16_t id, uint32_t length);
  void putBack(uint16_t id, uint32_t length);
  uint64_t arrivalCycle();
  void mask();
  void unmask();
  void take(uint32_t mostBytes, ByteWriter& reply);
  [[noreturn]] void fail(const std::string& sentence) const;

  const Environment& environment_;
  GuestMemory& memory_;
  DoorbellTarget& doorbell_;
  Random random_;
  DriverSettings settings_;
  RingSettings ringSettings_;
  std::unique_ptr<DriverRing> ring_;

  std::vector<std::vector<Piece>> pieces_;  // of buffer n, as it was posted last
  std::vector<bool> outstanding_;
  std::deque<uint16_t> free_;
  uint64_t harvested_ = 0;  // used buffers since the start
  uint32_t posted_ = 0;
  bool started_ = false;
  bool posting_ = true;
  bool masked_ = false;
  uint64_t lookAt_ = ~uint64_t{0};
  std::deque<Showing> showings_;

  std::deque<std::vector<uint8_t>> frames_;
  std::deque<uint64_t> arrivals_;
  std::deque<bool> verified_;
  // The header that was read last says that a checksum was verified.
  bool dataValidNow_ = false;
  std::vector<uint8_t> scratch_;
  uint64_t received_ = 0, receivedBytes_ = 0, doorbells_ = 0, interrupts_ = 0, maskedInterrupts_ = 0;
  uint64_t returned_ = 0, dataValid_ = 0, used_ = 0;
};

}  // namespace sluice
