// SPDX-License-Identifier: Apache-2.0
/** A C program around the code of the guide for drivers: plays the card, calls every function and prints what it did. */
import { availRing, descriptor, descriptorBytes, usedElement, usedRing } from '../../hdl/spec/virtio/virtqueue.ts';

/**
 * The program for some driver code; its argument is an image file, and if there are three, they are an image, one that has room beside it and one that has none. It prints a line `<step>-write <address> <data>` for each
 * register write, `<step>-read <address>` for each read, and `<step> <result>`.
 */
export const driverProgram = (driver: string): string => `${driver}
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

static const char *step;
static int polls;
static struct { uint32_t swaps, refusal, loading; } tables;
/* Nobody answers any more; nothing that is waited for comes. */
static int gone, endless;

/* The commitment of the step refused is refused, that of the step lost never arrives; somebody else loads once or twice when the
   steps overtaken and raced begin; that of the
   step torn is refused; the card goes with the commitment of the step vanishing. */
void sluice_write(uint32_t address, uint32_t value)
{
  printf("%s-write %" PRIu32 " %" PRIu32 "\\n", step, address, value);
  if (address == SLUICE_REGISTER(TABLE, 0, BEGIN)) {
    if (strcmp(step, "raced") == 0) tables.swaps += 2;
    if (strcmp(step, "overtaken") == 0) tables.swaps += 1;
    const int stale = value >> SLUICE_TABLE_BEGIN_SWAPS_SHIFT != tables.swaps;
    tables.refusal = stale ? SLUICE_TABLE_REFUSAL_STALE : SLUICE_TABLE_REFUSAL_NONE;
    tables.loading = stale ? 0 : SLUICE_TABLE_STATUS_LOADING_MASK;
    if (strcmp(step, "torn") == 0) {
      tables.refusal = SLUICE_TABLE_REFUSAL_TORN;
      tables.loading = 0;
    }
  }
  if (address != SLUICE_REGISTER(TABLE, 0, COMMIT) || strcmp(step, "lost") == 0) return;
  if (strcmp(step, "refused") == 0) tables.refusal = SLUICE_TABLE_REFUSAL_CHECKSUM;
  else tables.swaps = (tables.swaps + 1) & 0xffff;
  tables.loading = 0;
  gone = strcmp(step, "vanishing") == 0;
}

/* What each step waits for comes with the third look. */
static uint32_t status_of_card(void)
{
  const int due = ++polls >= 3 && !endless;
  if (endless) return strcmp(step, "endless-replace") == 0 ? SLUICE_GLOBAL_STATUS_JUDGING_MASK : 0;
  if (strcmp(step, "quiesce") == 0) return due ? SLUICE_GLOBAL_STATUS_QUIET_MASK : 0;
  if (strcmp(step, "replaced") == 0) return due ? 0 : SLUICE_GLOBAL_STATUS_JUDGING_MASK;
  return due ? SLUICE_GLOBAL_STATUS_READY_MASK : 0;
}

/* Frames are judged by the former image until the second look. */
static uint32_t status_of_tables(void)
{
  const uint32_t status = tables.refusal | tables.loading | (tables.swaps & 1 ? SLUICE_TABLE_STATUS_LIVE_MASK : 0) |
                          tables.swaps << SLUICE_TABLE_STATUS_SWAPS_SHIFT;
  return ++polls == 1 || endless ? status | SLUICE_TABLE_STATUS_DRAINING_MASK : status;
}

/* A register reads its address, but for those that the driver waits for. */
uint32_t sluice_read(uint32_t address)
{
  printf("%s-read %" PRIu32 "\\n", step, address);
  if (gone) return UINT32_MAX;
  if (address == SLUICE_REGISTER(GLOBAL, 0, ID)) return SLUICE_IDENTIFICATION;
  if (address == SLUICE_REGISTER(GLOBAL, 0, VERSION)) return SLUICE_REGISTER_MAP_VERSION;
  if (address == SLUICE_REGISTER(GLOBAL, 0, STATUS)) return status_of_card();
  if (address == SLUICE_REGISTER(TABLE, 0, STATUS)) return status_of_tables();
  if (address == SLUICE_REGISTER(GLOBAL, 0, STOP_EVENT))
    return ++polls <= 2 || endless ? SLUICE_GLOBAL_STOP_EVENT_VALID_MASK | (uint32_t)(polls + 4) << 16 | (uint32_t)polls * 3u : 0;
  if (address == SLUICE_REGISTER(RX_QUEUE, SLUICE_QUEUES_PER_FUNCTION, STATUS))
    return ++polls >= 3 && !endless ? SLUICE_QUEUE_ERROR_WINDOW : SLUICE_RX_QUEUE_STATUS_BUSY_MASK;
  if (address == SLUICE_REGISTER(RULE_COUNT, 0, STATE)) return ++polls >= 3 && !endless ? 0 : SLUICE_RULE_COUNT_STATE_BUSY_MASK;
  if (address == SLUICE_REGISTER(SUSPENSION, 0, SUSPENDED_0)) return ++polls >= 3 && !endless ? 3 : 1;
  if (address == SLUICE_REGISTER(SUSPENSION, 0, SUSPEND_0)) return 1;
  return address;
}

static void begin(const char *name)
{
  step = name;
  polls = 0;
}

static uint64_t number(const uint8_t *bytes, unsigned count)
{
  return count == 0 ? 0 : bytes[0] | number(bytes + 1, count - 1) << 8;
}

static void store(uint8_t *bytes, unsigned count, uint64_t value)
{
  for (unsigned i = 0; i < count; i++) bytes[i] = (uint8_t)(value >> (8 * i));
}

static void print_frame(uint32_t id, uint32_t bytes)
{
  printf("take %" PRIu32 " %" PRIu32 "\\n", id, bytes);
}

static void print_stop(unsigned queue, unsigned error)
{
  printf("%s-stopped %u %u\\n", step, queue, error);
}

static struct { uint8_t image[1 << 20]; uint32_t bytes; } files[3];

static void load_step(const char *name, struct sluice_card *card, int file)
{
  begin(name);
  printf("%s %d\\n", name, sluice_load_image(card, files[file].image, files[file].bytes));
}

static void replace_step(const char *name, struct sluice_card *card, int file)
{
  begin(name);
  printf("%s %d\\n", name, sluice_replace_image(card, files[file].image, files[file].bytes));
}

/* What becomes of a load that fails; the image of card that is live is live in the machine. */
static void failing_steps(const struct sluice_card *card)
{
  struct sluice_card one = *card, other = *card, third = *card, raced = *card, overtaken = *card, torn = *card, vanishing = *card;
  tables.swaps = card->swaps;
  load_step("refused", &one, 1);
  load_step("whole", &one, 1);
  tables.swaps = card->swaps;
  load_step("lost", &other, 1);
  tables.swaps = card->swaps;
  tables.swaps = card->swaps;
  load_step("torn", &torn, 1);
  load_step("then", &torn, 1);
  tables.swaps = card->swaps;
  load_step("raced", &raced, 1);
  tables.swaps = card->swaps;
  load_step("overtaken", &overtaken, 1);
  tables.swaps = card->swaps + 1;
  load_step("stale", &third, 1);
  load_step("unknown", &third, 1);
  replace_step("replaced", &third, 1);
  load_step("afterwards", &third, 0);
  tables.swaps = card->swaps;
  load_step("vanishing", &vanishing, 1);
  gone = 0;
}

/* Loads into a card that others have changed meanwhile. */
static void foreign_steps(const struct sluice_card *card)
{
  const struct { const char *name; uint32_t swaps; } found[] = {
    { "once", card->swaps + 1 }, { "twice", card->swaps + 2 }, { "reset", 0 },
  };
  for (int i = 0; i < 3; i++) {
    struct sluice_card now = *card;
    tables.swaps = found[i].swaps;
    load_step(found[i].name, &now, 0);
  }
}

static void outcome_step(const char *mode, const char *name, int outcome)
{
  printf("%s %s %d\\n", mode, name, outcome);
}

/* All that asks the card for something; \`mode\` is said before each outcome. */
static void asking_steps(const char *mode, const struct sluice_card *card)
{
  struct sluice_card one = *card, other = *card;
  const struct sluice_queue queue = { .function = 1, .size = 256 };
  struct sluice_places places;
  struct sluice_count count;
  struct sluice_rule_count rule;
  begin(mode);
  tables.swaps = card->swaps;
  outcome_step(mode, "ready", sluice_wait_until_ready());
  outcome_step(mode, "quiesce", sluice_quiesce());
  outcome_step(mode, "load", sluice_load_image(&one, files[1].image, files[1].bytes));
  outcome_step(mode, "start", sluice_start_queue(&queue, NULL));
  outcome_step(mode, "stop", sluice_stop_queue(1, 0, &places));
  outcome_step(mode, "suspend", sluice_suspend_function(1, 1));
  outcome_step(mode, "stops", sluice_take_stops(print_stop));
  outcome_step(mode, "counter", sluice_read_counter(0, SLUICE_EVENT_RUNT, &count));
  outcome_step(mode, "rule", sluice_read_rule(3, &rule));
  begin(strcmp(mode, "endless") == 0 ? "endless-replace" : mode);
  outcome_step(mode, "replace", sluice_replace_image(&other, files[1].image, files[1].bytes));
}

static void load_images(int count, char **paths)
{
  for (int i = 0; i < count; i++) {
    FILE *file = fopen(paths[i], "rb");
    if (file == NULL) exit(2);
    files[i].bytes = (uint32_t)fread(files[i].image, 1, sizeof files[i].image, file);
    fclose(file);
  }
  struct sluice_card card = { { NULL, NULL }, 0, 0 };
  tables.swaps = 0;
  load_step("load", &card, 0);
  if (count < 3) return;
  struct sluice_card other = card;
  const struct sluice_card loaded = card;
  load_step("beside", &card, 1);
  const struct sluice_card twice_loaded = card;
  load_step("again", &card, 0);
  load_step("crowded", &other, 2);
  failing_steps(&loaded);
  foreign_steps(&twice_loaded);
  endless = 1;
  asking_steps("endless", &loaded);
  endless = 0;
  gone = 1;
  asking_steps("gone", &loaded);
  gone = 0;
}

static void rings(void)
{
  static _Alignas(16) uint8_t table[8 * ${descriptorBytes}], avail[64], used[128];
  begin("publish");
  const unsigned id = 3, posted = 5;
  sluice_post((void *)table, (void *)avail, 3, posted, id, UINT64_C(0x123456789abc), 2048);
  sluice_publish((void *)avail, posted + 1, 1, 0);
  const uint8_t *one = table + id * ${descriptorBytes};
  printf("descriptor %" PRIu64 " %" PRIu64 " %" PRIu64 " %" PRIu64 "\\n", number(one + ${descriptor.addr}, 8),
         number(one + ${descriptor.len}, 4), number(one + ${descriptor.flags}, 2), number(one + ${descriptor.next}, 2));
  printf("avail %" PRIu64 " %" PRIu64 " %" PRIu64 "\\n", number(avail + ${availRing.flags}, 2),
         number(avail + ${availRing.idx}, 2), number(avail + ${availRing.ring} + posted * ${availRing.elementBytes}, 2));

  /* Three frames, the first two in the last places of the ring; the index has just wrapped. */
  const struct { unsigned slot, id, bytes; } frames[] = { { 6, 7, 72 }, { 7, 2, 1526 }, { 0, 0, 76 } };
  for (int i = 0; i < 3; i++) {
    uint8_t *element = used + ${usedRing.ring} + frames[i].slot * ${usedRing.elementBytes};
    store(element + ${usedElement.id}, 4, frames[i].id);
    store(element + ${usedElement.len}, 4, frames[i].bytes);
  }
  store(used + ${usedRing.idx}, 2, 1);
  printf("taken %u\\n", sluice_take_frames((void *)used, 3, 0xfffe, print_frame));
}

int main(int count, char **arguments)
{
  if (count != 2 && count != 4) return 2;
  begin("ready");
  printf("ready %d\\n", sluice_wait_until_ready());
  printf("ready-id %" PRIu32 " %" PRIu32 "\\n", (uint32_t)SLUICE_IDENTIFICATION, (uint32_t)SLUICE_REGISTER_MAP_VERSION);
  load_images(count - 1, arguments + 1);
  begin("quiesce");
  printf("quiesce %d\\n", sluice_quiesce());
  begin("suspend");
  printf("suspend %d\\n", sluice_suspend_function(1, 1));
  begin("stops");
  sluice_watch_stops(77);
  sluice_take_stops(print_stop);
  begin("teach");
  sluice_teach_parser(SLUICE_PARSER_TABLE_VXLAN_PORTS_1, 8472);
  begin("window");
  sluice_set_window(1, UINT64_C(0x1234567000), UINT64_C(0x1234568fff));
  begin("start");
  const struct sluice_queue queue = { .function = 1, .descriptors = UINT64_C(0x100000010), .driver = UINT64_C(0x200000002),
                                      .device = UINT64_C(0x300000004), .size = 256, .vector = 5,
                                      .features = SLUICE_RX_QUEUE_FEATURES_MERGEABLE_MASK };
  printf("start %d\\n", sluice_start_queue(&queue, NULL));
  begin("moderate");
  sluice_moderate(1, 0, 32, 250);
  begin("stop");
  struct sluice_places places;
  printf("stopped-with %d\\n", sluice_stop_queue(1, 0, &places));
  printf("stop %" PRIu32 " %" PRIu32 "\\n", places.available, places.used);
  begin("resume");
  sluice_start_queue(&queue, &places);
  rings();
  begin("accept");
  sluice_accept_frames(1);
  sluice_accept_frames(0);
  begin("counter");
  struct sluice_count runts;
  if (sluice_read_counter(SLUICE_FUNCTIONS, SLUICE_EVENT_RUNT, &runts) != SLUICE_OK) return 3;
  begin("rule");
  struct sluice_rule_count rule;
  printf("rule %d", sluice_read_rule(3, &rule));
  printf(" %" PRIu64 " %" PRIu64 "\\n", rule.receiver, rule.sender);
  printf("counter %" PRIu64 " %" PRIu64 "\\n", runts.frames, runts.bytes);
  return 0;
}
`;
