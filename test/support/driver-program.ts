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
static struct { unsigned live; uint32_t refusal; } tables;

/* The commitment of the step refused is refused, that of the step lost never arrives. */
void sluice_write(uint32_t address, uint32_t value)
{
  printf("%s-write %" PRIu32 " %" PRIu32 "\\n", step, address, value);
  if (address == SLUICE_REGISTER(TABLE, 0, BEGIN)) tables.refusal = SLUICE_TABLE_REFUSAL_NONE;
  if (address != SLUICE_REGISTER(TABLE, 0, COMMIT) || strcmp(step, "lost") == 0) return;
  if (strcmp(step, "refused") == 0) tables.refusal = SLUICE_TABLE_REFUSAL_CHECKSUM;
  else tables.live = 1 - tables.live;
}

/* What each step waits for comes with the third look. */
static uint32_t status_of_card(void)
{
  const int due = ++polls >= 3;
  if (strcmp(step, "quiesce") == 0) return due ? SLUICE_GLOBAL_STATUS_QUIET_MASK : 0;
  if (strcmp(step, "restless") == 0) return 0;
  if (strcmp(step, "replaced") == 0) return due ? 0 : SLUICE_GLOBAL_STATUS_JUDGING_MASK;
  return due ? SLUICE_GLOBAL_STATUS_READY_MASK : 0;
}

/* Frames are judged by the former image until the second look. */
static uint32_t status_of_tables(void)
{
  const uint32_t status = tables.refusal | (tables.live ? SLUICE_TABLE_STATUS_LIVE_MASK : 0);
  return ++polls == 1 ? status | SLUICE_TABLE_STATUS_DRAINING_MASK : status;
}

/* A register reads its address, but for those that the driver waits for. */
uint32_t sluice_read(uint32_t address)
{
  printf("%s-read %" PRIu32 "\\n", step, address);
  if (address == SLUICE_REGISTER(GLOBAL, 0, ID)) return SLUICE_IDENTIFICATION;
  if (address == SLUICE_REGISTER(GLOBAL, 0, VERSION)) return SLUICE_REGISTER_MAP_VERSION;
  if (address == SLUICE_REGISTER(GLOBAL, 0, STATUS)) return status_of_card();
  if (address == SLUICE_REGISTER(TABLE, 0, STATUS)) return status_of_tables();
  if (address == SLUICE_REGISTER(GLOBAL, 0, STOP_EVENT))
    return ++polls <= 2 ? SLUICE_GLOBAL_STOP_EVENT_VALID_MASK | (uint32_t)(polls + 4) << 16 | (uint32_t)polls * 3u : 0;
  if (address == SLUICE_REGISTER(RX_QUEUE, SLUICE_QUEUES_PER_FUNCTION, STATUS))
    return ++polls >= 3 ? SLUICE_QUEUE_ERROR_WINDOW : SLUICE_RX_QUEUE_STATUS_BUSY_MASK;
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
  printf("stopped %u %u\\n", queue, error);
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
  struct sluice_card one = *card, other = *card, third = *card;
  tables.live = card->live;
  load_step("refused", &one, 1);
  load_step("whole", &one, 1);
  tables.live = card->live;
  load_step("lost", &other, 1);
  tables.live = 1 - card->live;
  load_step("stale", &third, 1);
  load_step("unknown", &third, 1);
  replace_step("replaced", &third, 1);
  load_step("afterwards", &third, 0);
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
  load_step("load", &card, 0);
  if (count < 3) return;
  struct sluice_card other = card;
  const struct sluice_card loaded = card;
  load_step("beside", &card, 1);
  load_step("again", &card, 0);
  load_step("crowded", &other, 2);
  failing_steps(&loaded);
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
  printf("quiesce %d\\n", sluice_quiesce(10));
  begin("restless");
  printf("restless %d\\n", sluice_quiesce(4));
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
  begin("stop");
  const struct sluice_places places = sluice_stop_queue(1, 0);
  printf("stop %" PRIu32 " %" PRIu32 "\\n", places.available, places.used);
  begin("resume");
  sluice_start_queue(&queue, &places);
  rings();
  begin("accept");
  sluice_accept_frames(1);
  sluice_accept_frames(0);
  begin("counter");
  const struct sluice_count runts = sluice_read_counter(SLUICE_FUNCTIONS, SLUICE_EVENT_RUNT);
  printf("counter %" PRIu64 " %" PRIu64 "\\n", runts.frames, runts.bytes);
  return 0;
}
`;
