// SPDX-License-Identifier: Apache-2.0
#include "core/model-kinds.hpp"

#include "bus/axi-lite-master.hpp"
#include "bus/axi-read-slave.hpp"
#include "bus/axi-write-slave.hpp"
#include "guest/guest-driver.hpp"
#include "guest/guest-memory.hpp"
#include "guest/guest-sender.hpp"
#include "bus/interrupt-sink.hpp"
#include "bus/mac-sink.hpp"
#include "bus/mac-source.hpp"
#include "bus/stream-model.hpp"
#include "vhost/mapped-memory.hpp"
#include "vhost/vhost-host.hpp"

namespace sluice {

std::unique_ptr<BusModel> makeModel(ModelKind kind, const Environment& environment, ByteReader& request, uint64_t seed) {
  switch (kind) {
    case ModelKind::streamSource: return std::make_unique<StreamSource>(environment, request, seed);
    case ModelKind::streamSink: return std::make_unique<StreamSink>(environment, request, seed);
    case ModelKind::guestMemory: return std::make_unique<GuestMemory>(environment, request, seed);
    case ModelKind::axiReadSlave: return std::make_unique<AxiReadSlave>(environment, request, seed);
    case ModelKind::axiWriteSlave: return std::make_unique<AxiWriteSlave>(environment, request, seed);
    case ModelKind::axiLiteMaster: return std::make_unique<AxiLiteMaster>(environment, request, seed);
    case ModelKind::macSource: return std::make_unique<MacSource>(environment, request, seed);
    case ModelKind::interruptSink: return std::make_unique<InterruptSink>(environment, request, seed);
    case ModelKind::macSink: return std::make_unique<MacSink>(environment, request, seed);
    case ModelKind::guestSender: return std::make_unique<GuestSender>(environment, request, seed);
    case ModelKind::mappedMemory: return std::make_unique<MappedMemory>(environment, request, seed);
    case ModelKind::vhostHost: return std::make_unique<VhostHost>(environment, request, seed);
    case ModelKind::guestDriver: return std::make_unique<GuestDriver>(environment, request, seed);
  }
  throw UsageError("unknown kind of model");
}

}  // namespace sluice
