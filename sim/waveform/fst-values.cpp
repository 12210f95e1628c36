// SPDX-License-Identifier: Apache-2.0
// Prints the changes of some signals of an FST waveform, with the reader that Verilator brings along.
//
//     fst-values FILE < NAMES
//
// NAMES has a signal a line: the names of its scopes and its own, joined with dots, without the outermost scope, which is Verilator's.
// Output: `scope NAME`, the outermost one; `signal NUMBER WIDTH` for each line whose signal is in the file (numbered from 0 by their
// lines); then `TIME NUMBER BITS` for each change, in order of time.
#include <cstdint>
#include <cstdio>
#include <iostream>
#include <string>
#include <unordered_map>
#include <vector>

#define FST_CONFIG_INCLUDE "gtkwave/fst_config.h"
#include "gtkwave/fastlz.c"
#include "gtkwave/fstapi.c"
#include "gtkwave/lz4.c"

namespace {

using Wanted = std::unordered_map<std::string, std::vector<int>>;
// Signals of one net share a handle.
using ByHandle = std::unordered_map<fstHandle, std::vector<int>>;

Wanted readNames() {
    Wanted wanted;
    std::string line;
    for (int number = 0; std::getline(std::cin, line); number++) wanted[line].push_back(number);
    return wanted;
}

/** Name without the range that Verilator writes after it. */
std::string plainName(const char* name) {
    const std::string text(name);
    return text.substr(0, text.find_first_of(" ["));
}

/** The scopes below the outermost one, a dot after each. */
std::string pathOf(const std::vector<std::string>& scopes) {
    std::string joined;
    for (std::size_t i = 1; i < scopes.size(); i++) joined += scopes[i] + ".";
    return joined;
}

ByHandle findSignals(void* file, const Wanted& wanted) {
    ByHandle found;
    std::vector<std::string> scopes;
    while (const fstHier* const one = fstReaderIterateHier(file)) {
        if (one->htyp == FST_HT_SCOPE) {
            if (scopes.empty()) std::printf("scope %s\n", one->u.scope.name);
            scopes.push_back(one->u.scope.name);
        } else if (one->htyp == FST_HT_UPSCOPE) {
            scopes.pop_back();
        } else if (one->htyp == FST_HT_VAR) {
            const auto match = wanted.find(pathOf(scopes) + plainName(one->u.var.name));
            if (match == wanted.end()) continue;
            for (const int number : match->second) {
                std::printf("signal %d %u\n", number, one->u.var.length);
                found[one->u.var.handle].push_back(number);
            }
            fstReaderSetFacProcessMask(file, one->u.var.handle);
        }
    }
    return found;
}

void printChange(void* numbers, uint64_t time, fstHandle handle, const unsigned char* value) {
    for (const int number : static_cast<const ByHandle*>(numbers)->at(handle))
        std::printf("%llu %d %s\n", static_cast<unsigned long long>(time), number, value);
}

}  // namespace

int main(int argc, char** argv) {
    void* const file = argc == 2 ? fstReaderOpen(argv[1]) : nullptr;
    if (!file) {
        std::fprintf(stderr, "it is no FST waveform\n");
        return 1;
    }
    ByHandle found = findSignals(file, readNames());
    if (!found.empty()) fstReaderIterBlocks(file, printChange, &found, nullptr);
    fstReaderClose(file);
    return 0;
}
