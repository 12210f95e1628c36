// SPDX-License-Identifier: Apache-2.0
// Makes the bus models that can be asked for by number.
#pragma once

#include "bus/bus-model.hpp"
#include "core/numbers.hpp"

namespace sluice {

std::unique_ptr<BusModel> makeModel(ModelKind kind, const Environment& environment, ByteReader& request, uint64_t seed);

}  // namespace sluice
