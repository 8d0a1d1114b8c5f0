// Threads that work on one step together.
//
// A step has a few phases of some ten microseconds each, so the threads meet tens of thousands of times a
// second: waiting has to be a spin on a shared counter. A thread that waits longer than `spin_nanoseconds`
// goes to sleep, since then someone else has the processor, or nothing is to be done. It goes to sleep at once
// when the system has put another of the threads on its own processor, which a spin would keep from its work, and
// while another part of the program claims a processor that one of the threads has lost to it.

#if defined(__linux__)
#define _GNU_SOURCE
#endif

#include <pthread.h>
#if defined(__linux__)
#include <sched.h>
#endif
#include <signal.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#if defined(__x86_64__)
#include <immintrin.h>
#endif

#include "ClassifierKernels.h"

enum { spin_nanoseconds = 40000, pauses_between_looks_at_the_clock = 32 };

/// A counter that threads wait on.
typedef struct turnstile {
  _Alignas(64) atomic_uint turn;
  atomic_int sleepers;
  pthread_mutex_t mutex;
  pthread_cond_t moved;
} turnstile;

typedef struct worker {
  /// Where the thread was seen last; nowhere while it sleeps.
  _Alignas(64) atomic_int processor;
  pthread_t thread;
  struct ck_pool *pool;
  int32_t index;
} worker;

enum { nowhere = -1 };

struct ck_pool {
  turnstile start;
  turnstile meeting;
  _Alignas(64) atomic_int arrived;
  /// Of each queue, the first piece that nobody has taken.
  _Alignas(64) atomic_int untaken[ck_queues];
  int32_t threads;
  int32_t processors;
  ck_job job;
  void *context;
  bool ending;
  /// By index; the first is the caller.
  worker *workers;
};

static atomic_int claims;

void ck_claim_processor(void) { atomic_fetch_add_explicit(&claims, 1, memory_order_relaxed); }

void ck_release_processor(void) { atomic_fetch_sub_explicit(&claims, 1, memory_order_relaxed); }

bool ck_pool_is_crowded(const ck_pool *pool) {
  const int claimed = atomic_load_explicit(&claims, memory_order_relaxed);
  return claimed > 0 && claimed + pool->threads > pool->processors;
}

static inline void pause_briefly(void) {
#if defined(__x86_64__)
  _mm_pause();
#elif defined(__aarch64__)
  __asm__ volatile("yield");
#endif
}

static int64_t nanoseconds(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
}

static void turnstile_init(turnstile *t) {
  atomic_init(&t->turn, 0);
  atomic_init(&t->sleepers, 0);
  pthread_mutex_init(&t->mutex, NULL);
  pthread_cond_init(&t->moved, NULL);
}

static void turnstile_destroy(turnstile *t) {
  pthread_cond_destroy(&t->moved);
  pthread_mutex_destroy(&t->mutex);
}

static int current_processor(void) {
#if defined(__linux__)
  return sched_getcpu();
#else
  return nowhere;
#endif
}

/// Notes where the thread is; true if another thread of the pool was last seen there too.
static bool shares_processor(worker *self) {
  const int here = current_processor();
  atomic_store_explicit(&self->processor, here, memory_order_relaxed);
  if (here == nowhere) return false;
  for (int32_t i = 0; i < self->pool->threads; i++) {
    const worker *other = &self->pool->workers[i];
    if (other != self && atomic_load_explicit(&other->processor, memory_order_relaxed) == here) return true;
  }
  return false;
}

/// Waits until the turn is no longer `seen`.
static void turnstile_wait(turnstile *t, unsigned seen, worker *self) {
  const int64_t deadline = nanoseconds() + spin_nanoseconds;
  do {
    for (int i = 0; i < pauses_between_looks_at_the_clock; i++) {
      if (atomic_load_explicit(&t->turn, memory_order_acquire) != seen) return;
      pause_briefly();
    }
  } while (!shares_processor(self) && !ck_pool_is_crowded(self->pool) && nanoseconds() < deadline);

  atomic_store_explicit(&self->processor, nowhere, memory_order_relaxed);
  pthread_mutex_lock(&t->mutex);
  atomic_fetch_add(&t->sleepers, 1);
  while (atomic_load(&t->turn) == seen) pthread_cond_wait(&t->moved, &t->mutex);
  atomic_fetch_sub(&t->sleepers, 1);
  pthread_mutex_unlock(&t->mutex);
  atomic_store_explicit(&self->processor, current_processor(), memory_order_relaxed);
}

/// Lets everyone through. The turn is written before the sleepers are read, and a sleeper counts itself before
/// it reads the turn, so one of the two sees the other.
static void turnstile_advance(turnstile *t) {
  atomic_fetch_add(&t->turn, 1);
  if (atomic_load(&t->sleepers) == 0) return;
  pthread_mutex_lock(&t->mutex);
  pthread_cond_broadcast(&t->moved);
  pthread_mutex_unlock(&t->mutex);
}

void ck_pool_barrier(ck_pool *pool, int32_t index) {
  if (pool->threads == 1) return;
  const unsigned seen = atomic_load_explicit(&pool->meeting.turn, memory_order_acquire);
  if (atomic_fetch_add(&pool->arrived, 1) == pool->threads - 1) {
    atomic_store(&pool->arrived, 0);
    turnstile_advance(&pool->meeting);
  } else {
    turnstile_wait(&pool->meeting, seen, &pool->workers[index]);
  }
}

int32_t ck_pool_take(ck_pool *pool, int32_t queue) {
  return atomic_fetch_add_explicit(&pool->untaken[queue], 1, memory_order_relaxed);
}

/// Runs the job with subnormal numbers off and puts the thread's mode back.
static void run_flushing(ck_job job, void *context, int32_t index) {
#if defined(__x86_64__)
  const unsigned flush_to_zero = 0x8000, denormals_are_zero = 0x40;
  const unsigned before = _mm_getcsr();
  _mm_setcsr(before | flush_to_zero | denormals_are_zero);
  job(context, index);
  _mm_setcsr(before);
#elif defined(__aarch64__)
  uint64_t before;
  __asm__ volatile("mrs %0, fpcr" : "=r"(before));
  __asm__ volatile("msr fpcr, %0" : : "r"(before | (uint64_t)1 << 24));
  job(context, index);
  __asm__ volatile("msr fpcr, %0" : : "r"(before));
#else
  job(context, index);
#endif
}

static void *worker_main(void *argument) {
  worker *self = argument;
  ck_pool *pool = self->pool;
#if defined(__linux__)
  pthread_setname_np(pthread_self(), "dlviz-worker");
#endif
  for (unsigned seen = 0;; seen++) {
    turnstile_wait(&pool->start, seen, self);
    if (pool->ending) return NULL;
    run_flushing(pool->job, pool->context, self->index);
    ck_pool_barrier(pool, self->index);
  }
}

static void end_workers(ck_pool *pool, int32_t started) {
  pool->ending = true;
  turnstile_advance(&pool->start);
  for (int32_t i = 1; i <= started; i++) pthread_join(pool->workers[i].thread, NULL);
  turnstile_destroy(&pool->start);
  turnstile_destroy(&pool->meeting);
  free(pool->workers);
  free(pool);
}

ck_pool *ck_pool_create(int32_t threads) {
  ck_pool *pool = NULL;
  if (posix_memalign((void **)&pool, 64, sizeof *pool) != 0) return NULL;
  turnstile_init(&pool->start);
  turnstile_init(&pool->meeting);
  atomic_init(&pool->arrived, 0);
  for (int i = 0; i < ck_queues; i++) atomic_init(&pool->untaken[i], 0);
  pool->threads = threads;
  pool->processors = ck_processor_count();
  pool->job = NULL;
  pool->context = NULL;
  pool->ending = false;
  pool->workers = NULL;
  if (posix_memalign((void **)&pool->workers, 64, (size_t)threads * sizeof *pool->workers) != 0) {
    pool->workers = NULL;
    end_workers(pool, 0);
    return NULL;
  }
  for (int32_t i = 0; i < threads; i++) {
    atomic_init(&pool->workers[i].processor, nowhere);
    pool->workers[i].pool = pool;
    pool->workers[i].index = i;
  }
  // Signals, the terminal's resize among them, are for the program's own threads.
  sigset_t all, before;
  sigfillset(&all);
  pthread_sigmask(SIG_SETMASK, &all, &before);
  int32_t started = 0;
  for (; started < threads - 1; started++) {
    worker *w = &pool->workers[started + 1];
    if (pthread_create(&w->thread, NULL, worker_main, w) != 0) break;
  }
  pthread_sigmask(SIG_SETMASK, &before, NULL);
  if (started == threads - 1) return pool;
  end_workers(pool, started);
  return NULL;
}

void ck_pool_destroy(ck_pool *pool) { end_workers(pool, pool->threads - 1); }

void ck_pool_run(ck_pool *pool, ck_job job, void *context) {
  pool->job = job;
  pool->context = context;
  for (int i = 0; i < ck_queues; i++) atomic_store_explicit(&pool->untaken[i], 0, memory_order_relaxed);
  if (pool->threads > 1) {
    atomic_store_explicit(&pool->workers[0].processor, current_processor(), memory_order_relaxed);
    turnstile_advance(&pool->start);
  }
  run_flushing(job, context, 0);
  ck_pool_barrier(pool, 0);
  // What the caller does in between is its own affair.
  atomic_store_explicit(&pool->workers[0].processor, nowhere, memory_order_relaxed);
}

void ck_run_alone(ck_job job, void *context) { run_flushing(job, context, 0); }

int32_t ck_processor_count(void) {
#if defined(__linux__)
  cpu_set_t allowed;
  if (sched_getaffinity(0, sizeof allowed, &allowed) == 0) return CPU_COUNT(&allowed);
#endif
  const long online = sysconf(_SC_NPROCESSORS_ONLN);
  return online > 0 ? (int32_t)online : 1;
}
