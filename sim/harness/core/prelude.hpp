// SPDX-License-Identifier: Apache-2.0
// What every translation unit of a verilated model includes; precompiled.
#pragma once

#include "core/dut.hpp"
#include "verilated.h"
#if VM_TRACE_FST
#include "verilated_fst_c.h"
#endif
