// SPDX-License-Identifier: Apache-2.0
// The kinds of bus models that can be asked for by number; `sim/protocol.ts` has the same list.
#pragma once

#include "bus/bus-model.hpp"

namespace sluice {

enum class ModelKind : uint8_t { streamSource, streamSink, guestMemory, axiReadSlave, axiWriteSlave, axiLiteMaster, macSource, interruptSink, guestDriver };

std::unique_ptr<BusModel> makeModel(ModelKind kind, const Environment& environment, ByteReader& request, uint64_t seed);

}  // namespace sluice
