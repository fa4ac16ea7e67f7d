// The wall clock of one process, off by what a file says: LD_PRELOAD. The steady clocks are left alone.
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

static const volatile long long *seconds_off;

__attribute__((constructor)) static void look(void) {
  const char *path = getenv("WATCHFLOOR_WRONG_CLOCK");
  int file = path ? open(path, O_RDONLY | O_CLOEXEC) : -1;
  if (file < 0) return;
  void *seen = mmap(NULL, sizeof *seconds_off, PROT_READ, MAP_SHARED, file, 0);
  if (seen != MAP_FAILED) seconds_off = seen;
  close(file);
}

int clock_gettime(clockid_t clock, struct timespec *now) {
  int failed = (int)syscall(SYS_clock_gettime, clock, now);
  if (!failed && seconds_off && (clock == CLOCK_REALTIME || clock == CLOCK_REALTIME_COARSE)) now->tv_sec += *seconds_off;
  return failed;
}

int gettimeofday(struct timeval *restrict now, void *restrict zone) {
  (void)zone;
  struct timespec wall;
  if (clock_gettime(CLOCK_REALTIME, &wall)) return -1;
  now->tv_sec = wall.tv_sec;
  now->tv_usec = wall.tv_nsec / 1000;
  return 0;
}

time_t time(time_t *out) {
  struct timespec wall;
  clock_gettime(CLOCK_REALTIME, &wall);
  if (out) *out = wall.tv_sec;
  return wall.tv_sec;
}
