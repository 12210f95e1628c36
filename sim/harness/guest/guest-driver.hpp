// The driver of one receive virtqueue in a guest: posts buffers, rings the doorbell, harvests used elements and puts the
// buffers back, without the host's help. It believes nothing: every used element is checked against what was posted.
#pragma once

#include <deque>

#include "guest/doorbell-target.hpp"
#include "guest/guest-memory.hpp"
#include "bus/interrupt-sink.hpp"
#include "guest/virtqueue-facts.hpp"

namespace sluice {

// How the driver learns of used elements: it looks every so many cycles; or it waits for the interrupt; or as a network
// driver under load does: the interrupt starts looking, looking masks the interrupt, an empty look unmasks it.
enum class WakeMode : uint8_t { poll, interrupt, adaptive };

struct DriverSettings {
  explicit DriverSettings(ByteReader& request);
  uint16_t function, queue, vector;
  uint64_t descriptorTable, availRing, usedRing;
  uint32_t size;  // descriptors
  uint64_t buffers;
  uint64_t stride;  // from buffer to buffer
  uint32_t bufferLength;
  uint32_t offset, offsetJitter;  // buffer n starts at buffers + n * stride + offset + 0..offsetJitter
  uint64_t doorbell;
  uint32_t doorbellValue;
  uint8_t doorbellBytes;  // width of the write
  WakeMode mode;
  uint32_t interval;  // cycles between looks, or from interrupt to look
  uint32_t refill;    // free buffers that are worth a doorbell
  bool shuffle;       // post free buffers in random order
  bool record;        // keep received frames for the host
};

class GuestDriver final : public BusModel, private MemoryWatcher, private InterruptListener {
 public:
  GuestDriver(const Environment& environment, ByteReader& request, uint64_t seed);
  void drive() override;
  // 0: frames received, 1: bytes in them, 2: buffers posted and not used, 3: doorbells, 4: interrupts,
  // 5: interrupts while masked
  uint64_t counter(uint32_t index) const override;
  void command(ByteReader& request, ByteWriter& reply) override;

 private:
  struct IndexWrite {
    uint16_t index;
    uint64_t cycle;
  };

  void deviceWrote() override;
  void interrupt() override;
  void start();
  void post(uint32_t most);
  void postOne(uint16_t id);
  void look();
  uint32_t harvest();
  void harvestOne();
  void checkBuffer(uint32_t id, uint32_t length);
  void checkHeader(uint32_t id);
  void forget(uint64_t address, uint32_t length);
  void record(uint64_t address, uint32_t length, uint64_t cycle);
  uint64_t arrivalCycle();
  void mask(bool masked);
  void take(uint32_t mostBytes, ByteWriter& reply);
  [[noreturn]] void fail(const std::string& sentence) const;

  const Environment& environment_;
  GuestMemory& memory_;
  DoorbellTarget& doorbell_;
  Random random_;
  DriverSettings settings_;
  VirtqueueFacts facts_;

  std::vector<uint64_t> address_;  // where buffer n lies this time
  std::vector<bool> outstanding_;
  std::vector<uint16_t> free_;
  uint16_t availIndex_ = 0;
  uint16_t usedIndex_ = 0;  // next used element to harvest
  uint32_t posted_ = 0;
  bool started_ = false;
  bool posting_ = true;
  bool masked_ = false;
  uint64_t lookAt_ = ~uint64_t{0};
  std::deque<IndexWrite> indexWrites_;

  std::deque<std::vector<uint8_t>> frames_;
  std::deque<uint64_t> arrivals_;
  std::vector<uint8_t> scratch_;
  uint64_t received_ = 0, receivedBytes_ = 0, doorbells_ = 0, interrupts_ = 0, maskedInterrupts_ = 0;
};

}  // namespace sluice
