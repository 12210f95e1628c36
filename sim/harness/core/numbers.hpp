// SPDX-License-Identifier: Apache-2.0
// Numbers that the bench and this program share. Generated from sim/harness-numbers.ts: change them there, then run
// UPDATE_GOLDEN=1 npx vitest run test/src/generate/harness-header.test.ts
#pragma once

#include <array>
#include <cstdint>

namespace sluice {

enum class Opcode : uint32_t { addModel = 0, modelCommand = 1, poke = 2, peek = 3, run = 4, reset = 5, trace = 6, counters = 7 };
enum class BatchEnd : uint32_t { done = 0, failed = 1, misused = 2 };
enum class ModelKind : uint32_t { streamSource = 0, streamSink = 1, guestMemory = 2, axiReadSlave = 3, axiWriteSlave = 4, axiLiteMaster = 5, macSource = 6, interruptSink = 7, guestDriver = 8, macSink = 9, guestSender = 10, mappedMemory = 11, vhostHost = 12 };
enum class SourceCommand : uint32_t { push = 0, setIdle = 1, takeCycles = 2 };
enum class SourceCounter : uint32_t { accepted = 0 };
enum class SinkCommand : uint32_t { take = 0, setStall = 1 };
enum class SinkCounter : uint32_t { received = 0 };
enum class MemoryCommand : uint32_t { read = 0, write = 1, scramble = 2, written = 3, clearWritten = 4, addRegion = 5, takeLog = 6 };
enum class MemoryCounter : uint32_t { bytesWritten = 0, bytesRead = 1 };
enum class AxiResponse : uint32_t { okay = 0, exokay = 1, slaveError = 2, decodeError = 3 };
enum class LastFault : uint32_t { right = 0, early = 1, late = 2, missing = 3 };
enum class ConductCommand : uint32_t { delay = 0, withhold = 1, hold = 2, fault = 3, forget = 4 };
enum class AxiCounter : uint32_t { done = 0, underWay = 1, mostUnderWay = 2, foreign = 3 };
enum class RegisterCommand : uint32_t { perform = 0, takeResults = 1 };
enum class RegisterCounter : uint32_t { done = 0 };
enum class MacCommand : uint32_t { send = 0, takeCycles = 1 };
enum class MacCounter : uint32_t { finished = 0, waiting = 1, overflowBeats = 2, overflowFrames = 3 };
enum class InterruptCommand : uint32_t { take = 0 };
enum class InterruptCounter : uint32_t { received = 0 };
enum class MacSinkCommand : uint32_t { take = 0, setStall = 1 };
enum class MacSinkCounter : uint32_t { frames = 0, bytes = 1 };
enum class DriverCommand : uint32_t { start = 0, post = 1, setPosting = 2, take = 3, look = 4 };
enum class DriverCounter : uint32_t { frames = 0, bytes = 1, posted = 2, doorbells = 3, interrupts = 4, maskedInterrupts = 5, returned = 6, dataValid = 7, used = 8 };
enum class SenderCommand : uint32_t { start = 0, send = 1, look = 2 };
enum class SenderCounter : uint32_t { used = 0, posted = 1, waiting = 2, doorbells = 3, interrupts = 4 };
enum class MappedMemoryCommand : uint32_t { map = 0, unmap = 1, read = 2, accesses = 3 };
enum class VhostCommand : uint32_t { listen = 0, takeEvents = 1, send = 2, disconnect = 3, setKick = 4, setCall = 5, closeFile = 6, setPatience = 7, openPort = 8, lost = 9 };
enum class VhostCounter : uint32_t { attention = 0 };
enum class VhostEvent : uint32_t { connected = 0, refused = 1, message = 2, disconnected = 3, broken = 4 };
enum class VhostPort : uint32_t { tap = 0, peer = 1 };
enum class WakeMode : uint32_t { poll = 0, interrupt = 1, adaptive = 2 };
enum class HeaderPlace : uint32_t { inside = 0, apart = 1, shared = 2 };

constexpr uint16_t noPort = 65535;
constexpr uint32_t noModel = 4294967295;
constexpr uint32_t anyFunction = 4294967295;
constexpr uint64_t waveformPeriod = 10;
constexpr uint64_t waveformFallingEdge = 5;

// Where the parts of virtqueues lie and what their flags are, split and packed.
namespace virtqueue {
constexpr uint32_t descriptorBytes = 16;
constexpr uint32_t descriptorAddress = 0;
constexpr uint32_t descriptorLength = 8;
constexpr uint32_t descriptorFlags = 12;
constexpr uint32_t descriptorNext = 14;
constexpr uint32_t nextFlag = 1;
constexpr uint32_t writeFlag = 2;
constexpr uint32_t indirectFlag = 4;
constexpr uint32_t availFlags = 0;
constexpr uint32_t availIndex = 2;
constexpr uint32_t availRing = 4;
constexpr uint32_t availElementBytes = 2;
constexpr uint32_t noInterrupt = 1;
constexpr uint32_t usedFlags = 0;
constexpr uint32_t usedIndex = 2;
constexpr uint32_t usedRing = 4;
constexpr uint32_t usedElementBytes = 8;
constexpr uint32_t usedId = 0;
constexpr uint32_t usedLength = 4;
constexpr uint32_t noNotify = 1;
constexpr uint32_t packedId = 12;
constexpr uint32_t packedFlags = 14;
constexpr uint32_t availableFlag = 128;
constexpr uint32_t usedFlag = 32768;
constexpr uint32_t eventPlace = 0;
constexpr uint32_t eventFlags = 2;
constexpr uint32_t eventEnable = 0;
constexpr uint32_t eventDisable = 1;
constexpr uint32_t eventAtPlace = 2;
constexpr uint32_t bufferCountPlace = 10;
constexpr uint32_t dataValidFlag = 2;
// The network header before a received frame that takes one buffer.
constexpr std::array<uint8_t, 12> header = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0};
}  // namespace virtqueue

}  // namespace sluice
