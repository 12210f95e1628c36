// SPDX-License-Identifier: Apache-2.0
/** The C++ around a design: a program that obeys one line at a time, and answers those that ask. */
import type { EmittedPort } from '../emit/design.ts';

/**
 * What the program understands; numbers of ports are places in `ports`, words are hexadecimal:
 * `p PORT WORD` sets a port, `g PORT` asks for one, `e CLOCK...` makes rising edges at one time, `i SCOPE NAME` asks for a signal inside,
 * `m SCOPE NAME` for width and depth of a memory, `r SCOPE NAME ADDRESS` for a word, `w SCOPE NAME ADDRESS WORD` writes one.
 * What does not exist is answered by `?`.
 */
export const benchProgram = (top: string, ports: readonly EmittedPort[]): string => `#include "V${top}.h"
#include "verilated.h"
#include "verilated_syms.h"
#include <cstdint>
#include <cstring>
#include <iostream>
#include <sstream>
#include <string>
#include <vector>

using Words = std::vector<uint32_t>;

static Words fromHex(const std::string& text) {
    Words words((text.size() + 7) / 8, 0);
    for (size_t i = 0; i < words.size(); i++) {
        const size_t end = text.size() - 8 * i, begin = end > 8 ? end - 8 : 0;
        words[i] = uint32_t(std::stoul(text.substr(begin, end - begin), nullptr, 16));
    }
    return words;
}
static std::string toHex(const Words& words) {
    std::string text;
    char digits[9];
    for (size_t i = words.size(); i-- > 0;) {
        std::snprintf(digits, sizeof digits, "%08x", words[i]);
        text += digits;
    }
    return text;
}
static void copyIn(void* to, size_t bytes, const Words& from) {
    std::memset(to, 0, bytes);
    std::memcpy(to, from.data(), std::min(bytes, 4 * from.size()));
}
static Words copyOut(const void* from, size_t bytes) {
    Words words((bytes + 3) / 4, 0);
    std::memcpy(words.data(), from, bytes);
    return words;
}

struct Port { void* data; size_t bytes; };

static const VerilatedVar* find(VerilatedContext& context, const std::string& scope, const std::string& name) {
    // Versions of Verilator differ in whether the name of the whole is part of it.
    const VerilatedScope* found = context.scopeFind(scope.c_str());
    if (!found) found = context.scopeFind(("TOP." + scope).c_str());
    return found ? found->varFind(name.c_str()) : nullptr;
}
static size_t wordBytes(const VerilatedVar* var) {
    switch (var->vltype()) {
    case VLVT_UINT8: return 1;
    case VLVT_UINT16: return 2;
    case VLVT_UINT32: return 4;
    case VLVT_UINT64: return 8;
    default: return 4 * ((var->packed().elements() + 31) / 32);
    }
}

int main(int argc, char** argv) {
    VerilatedContext context;
    context.commandArgs(argc, argv);
    V${top} top{&context, ""};
    const Port ports[] = {
${ports.map(({ name }) => `        {&top.${name}, sizeof top.${name}},`).join('\n')}
        {nullptr, 0}};
    for (const Port* port = ports; port->data; port++) std::memset(port->data, 0, port->bytes);
    top.eval();
    std::string line;
    while (std::getline(std::cin, line)) {
        std::istringstream in(line);
        std::string scope, name, word;
        char what;
        size_t index;
        in >> what;
        if (what == 'p') {
            in >> index >> word;
            copyIn(ports[index].data, ports[index].bytes, fromHex(word));
        } else if (what == 'g') {
            in >> index;
            top.eval();
            std::cout << toHex(copyOut(ports[index].data, ports[index].bytes)) << std::endl;
        } else if (what == 'e') {
            std::vector<size_t> clocks;
            while (in >> index) clocks.push_back(index);
            top.eval();
            for (const size_t clock : clocks) *static_cast<uint8_t*>(ports[clock].data) = 1;
            context.timeInc(1);
            top.eval();
            for (const size_t clock : clocks) *static_cast<uint8_t*>(ports[clock].data) = 0;
            context.timeInc(1);
            top.eval();
            if (context.gotFinish() || context.gotError()) return 1;
        } else {
            in >> scope >> name;
            const VerilatedVar* const var = find(context, scope, name);
            const bool isMemory = var && var->udims() == 1;
            if (!var || isMemory == (what == 'i')) {
                std::cout << '?' << std::endl;
                continue;
            }
            const size_t bytes = wordBytes(var);
            uint8_t* const data = static_cast<uint8_t*>(var->datap());
            if (what == 'i') {
                top.eval();
                std::cout << toHex(copyOut(data, bytes)) << std::endl;
            } else if (what == 'm') {
                std::cout << var->packed().elements() << ' ' << var->unpacked().elements() << std::endl;
            } else {
                in >> index;
                if (what == 'r') {
                    std::cout << toHex(copyOut(data + index * bytes, bytes)) << std::endl;
                } else {
                    in >> word;
                    copyIn(data + index * bytes, bytes, fromHex(word));
                }
            }
        }
    }
    top.final();
}
`;
