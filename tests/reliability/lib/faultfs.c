/*
 * LD_PRELOAD shim: watches what a process writes below one folder, and makes chosen calls fail.
 *
 * It is controlled from inside the process by opening names below FAULTFS_CONTROL (default
 * "/faultfs/"), so that one process can go through thousands of faults:
 *   watch?<folder>           from now on only paths that start with <folder> count
 *   arm?<n>,<ops>,<errno>,<mode>  fail the n-th call (0: only count) among <ops>: w write, s sync,
 *                            t truncate, o open that creates, r rename or link, u unlink;
 *                            mode 1 = once, 2 = from then on, 3 = half the write, then from then on, 4 = SIGKILL
 *   disarm                   no more faults
 *   count                    a readable file with the number of calls since `arm`, and of faults
 *   trace?<file>             every write, sync, truncate, rename and unlink goes to <file> too
 * Trace record, little-endian: op u8, length of path u32, length of data u32, offset u64, path, data.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

#define CONTROL "/faultfs/"
#define MAX_FD 4096

static int (*real_open)(const char *, int, ...), (*real_openat)(int, const char *, int, ...), (*real_close)(int);
static ssize_t (*real_write)(int, const void *, size_t), (*real_pwrite)(int, const void *, size_t, off64_t);
static ssize_t (*real_writev)(int, const struct iovec *, int), (*real_pwritev)(int, const struct iovec *, int, off64_t);
static int (*real_ftruncate)(int, off64_t), (*real_fsync)(int), (*real_fdatasync)(int);
static int (*real_unlink)(const char *), (*real_rename)(const char *, const char *), (*real_link)(const char *, const char *);

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static char *paths[MAX_FD];
static struct { dev_t device; ino_t inode; } identities[MAX_FD];
static char watched[PATH_MAX];
static char ops[16];
static long nth = 0, seen = 0, faults = 0;
static int armed = 0, error_number = ENOSPC, mode = 1, trace_fd = -1;

static void __attribute__((constructor)) init(void) {
  if (real_open) return;
  real_openat = dlsym(RTLD_NEXT, "openat64");
  real_close = dlsym(RTLD_NEXT, "close");
  real_write = dlsym(RTLD_NEXT, "write");
  real_pwrite = dlsym(RTLD_NEXT, "pwrite64");
  real_writev = dlsym(RTLD_NEXT, "writev");
  real_pwritev = dlsym(RTLD_NEXT, "pwritev64");
  real_ftruncate = dlsym(RTLD_NEXT, "ftruncate64");
  real_fsync = dlsym(RTLD_NEXT, "fsync");
  real_fdatasync = dlsym(RTLD_NEXT, "fdatasync");
  real_unlink = dlsym(RTLD_NEXT, "unlink");
  real_rename = dlsym(RTLD_NEXT, "rename");
  real_link = dlsym(RTLD_NEXT, "link");
  real_open = dlsym(RTLD_NEXT, "open64");
}

static int is_watched(const char *path) { return path && watched[0] && strncmp(path, watched, strlen(watched)) == 0; }

/* libuv closes without the C library, and the number may then name an event counter: the file itself is compared. */
static int is_open_watched(int fd) {
  struct stat st;
  if (fd < 0 || fd >= MAX_FD || !paths[fd]) return 0;
  return fstat(fd, &st) == 0 && st.st_dev == identities[fd].device && st.st_ino == identities[fd].inode;
}

static void trace(char op, const char *path, uint64_t offset, const void *data, uint32_t length) {
  if (trace_fd < 0) return;
  struct { char op; uint32_t path_length, length; uint64_t offset; } __attribute__((packed)) head = {op, (uint32_t)strlen(path), length, offset};
  struct iovec parts[3] = {{&head, sizeof head}, {(void *)path, head.path_length}, {(void *)data, length}};
  if (real_writev(trace_fd, parts, length ? 3 : 2) < 0) abort();
}

/* Under the mutex: whether this call is to fail. */
static int fails(char op) {
  if (!armed || !strchr(ops, op)) return 0;
  seen++;
  if (nth == 0 || seen < nth || (mode == 1 && seen > nth)) return 0;
  faults++;
  if (mode == 4) raise(SIGKILL);
  return 1;
}

static int control(const char *command) {
  pthread_mutex_lock(&mutex);
  int fd = -1;
  const char *rest = strchr(command, '?');
  rest = rest ? rest + 1 : "";
  if (strncmp(command, "watch", 5) == 0) snprintf(watched, sizeof watched, "%s", rest);
  else if (strncmp(command, "arm", 3) == 0) {
    if (sscanf(rest, "%ld,%15[a-z],%d,%d", &nth, ops, &error_number, &mode) != 4) abort();
    seen = faults = 0;
    armed = 1;
  } else if (strncmp(command, "disarm", 6) == 0) armed = 0;
  else if (strncmp(command, "trace", 5) == 0) trace_fd = real_open(rest, O_WRONLY | O_CREAT | O_TRUNC | O_APPEND | O_CLOEXEC, 0600);
  else if (strncmp(command, "count", 5) == 0) {
    char text[64];
    int length = snprintf(text, sizeof text, "%ld %ld", seen, faults);
    fd = memfd_create("count", MFD_CLOEXEC);
    if (real_write(fd, text, length) < 0) abort();
    lseek(fd, 0, SEEK_SET);
  }
  pthread_mutex_unlock(&mutex);
  if (fd < 0) errno = ENOENT;
  return fd;
}

static void note(int fd, const char *path, int flags) {
  if (fd < 0 || fd >= MAX_FD) return;
  pthread_mutex_lock(&mutex);
  free(paths[fd]);
  paths[fd] = NULL;
  struct stat st;
  if (is_watched(path) && fstat(fd, &st) == 0) {
    identities[fd].device = st.st_dev;
    identities[fd].inode = st.st_ino;
    paths[fd] = strdup(path);
    trace('o', path, (uint64_t)flags, NULL, 0);
  }
  pthread_mutex_unlock(&mutex);
}

static int do_open(int at, const char *path, int flags, mode_t permissions) {
  init();
  if (strncmp(path, CONTROL, strlen(CONTROL)) == 0) return control(path + strlen(CONTROL));
  if ((flags & O_CREAT) && is_watched(path)) {
    struct stat st;
    int creates = stat(path, &st) != 0;
    pthread_mutex_lock(&mutex);
    int failing = creates && fails('o');
    pthread_mutex_unlock(&mutex);
    if (failing) { errno = error_number; return -1; }
  }
  int fd = at == AT_FDCWD ? real_open(path, flags, permissions) : real_openat(at, path, flags, permissions);
  note(fd, path, flags);
  return fd;
}

#define PERMISSIONS mode_t permissions = 0; if (flags & (O_CREAT | O_TMPFILE)) { va_list list; va_start(list, flags); permissions = va_arg(list, int); va_end(list); }
int open(const char *path, int flags, ...) { PERMISSIONS return do_open(AT_FDCWD, path, flags, permissions); }
int open64(const char *path, int flags, ...) { PERMISSIONS return do_open(AT_FDCWD, path, flags | O_LARGEFILE, permissions); }
int openat(int at, const char *path, int flags, ...) { PERMISSIONS return do_open(at, path, flags, permissions); }
int openat64(int at, const char *path, int flags, ...) { PERMISSIONS return do_open(at, path, flags | O_LARGEFILE, permissions); }

int close(int fd) {
  init();
  if (is_open_watched(fd)) {
    pthread_mutex_lock(&mutex);
    free(paths[fd]);
    paths[fd] = NULL;
    pthread_mutex_unlock(&mutex);
  }
  return real_close(fd);
}

static ssize_t do_write(int fd, const void *data, size_t length, off64_t offset, int positioned) {
  pthread_mutex_lock(&mutex);
  ssize_t written = -1;
  off64_t at = positioned ? offset : (fcntl(fd, F_GETFL) & O_APPEND) ? lseek(fd, 0, SEEK_END) : lseek(fd, 0, SEEK_CUR);
  size_t allowed = length;
  int failing = fails('w');
  if (failing && mode == 3 && length > 1) {
    allowed = length / 2;
    mode = 2;
    failing = 0;
  }
  if (failing) errno = error_number;
  else {
    written = positioned ? real_pwrite(fd, data, allowed, offset) : real_write(fd, data, allowed);
    if (written > 0) trace('w', paths[fd], (uint64_t)at, data, (uint32_t)written);
  }
  int kept = errno;
  pthread_mutex_unlock(&mutex);
  errno = kept;
  return written;
}

ssize_t write(int fd, const void *data, size_t length) { init(); return is_open_watched(fd) ? do_write(fd, data, length, 0, 0) : real_write(fd, data, length); }
ssize_t pwrite64(int fd, const void *data, size_t length, off64_t offset) { init(); return is_open_watched(fd) ? do_write(fd, data, length, offset, 1) : real_pwrite(fd, data, length, offset); }
ssize_t pwrite(int fd, const void *data, size_t length, off_t offset) { return pwrite64(fd, data, length, offset); }

/* Several pieces are written as one, so that a fault hits them together. */
static ssize_t do_writev(int fd, const struct iovec *parts, int count, off64_t offset, int positioned) {
  size_t length = 0;
  for (int i = 0; i < count; i++) length += parts[i].iov_len;
  char *joined = malloc(length + 1);
  size_t at = 0;
  for (int i = 0; i < count; i++) { memcpy(joined + at, parts[i].iov_base, parts[i].iov_len); at += parts[i].iov_len; }
  ssize_t written = do_write(fd, joined, length, offset, positioned);
  int kept = errno;
  free(joined);
  errno = kept;
  return written;
}
ssize_t writev(int fd, const struct iovec *parts, int count) { init(); return is_open_watched(fd) ? do_writev(fd, parts, count, 0, 0) : real_writev(fd, parts, count); }
ssize_t pwritev64(int fd, const struct iovec *parts, int count, off64_t offset) { init(); return is_open_watched(fd) ? do_writev(fd, parts, count, offset, 1) : real_pwritev(fd, parts, count, offset); }
ssize_t pwritev(int fd, const struct iovec *parts, int count, off_t offset) { return pwritev64(fd, parts, count, offset); }

int ftruncate64(int fd, off64_t length) {
  init();
  if (!is_open_watched(fd)) return real_ftruncate(fd, length);
  pthread_mutex_lock(&mutex);
  int failing = fails('t');
  int result = failing ? -1 : real_ftruncate(fd, length);
  if (result == 0) trace('t', paths[fd], (uint64_t)length, NULL, 0);
  int kept = failing ? error_number : errno;
  pthread_mutex_unlock(&mutex);
  errno = kept;
  return result;
}
int ftruncate(int fd, off_t length) { return ftruncate64(fd, length); }

static int do_sync(int fd, int (*real)(int)) {
  if (!is_open_watched(fd)) return real(fd);
  pthread_mutex_lock(&mutex);
  int failing = fails('s');
  if (!failing) trace('s', paths[fd], 0, NULL, 0);
  pthread_mutex_unlock(&mutex);
  if (failing) { errno = error_number; return -1; }
  return real(fd);
}
int fsync(int fd) { init(); return do_sync(fd, real_fsync); }
int fdatasync(int fd) { init(); return do_sync(fd, real_fdatasync); }

int unlink(const char *path) {
  init();
  if (!is_watched(path)) return real_unlink(path);
  pthread_mutex_lock(&mutex);
  int failing = fails('u');
  int result = failing ? -1 : real_unlink(path);
  int kept = failing ? error_number : errno;
  if (result == 0) trace('u', path, 0, NULL, 0);
  pthread_mutex_unlock(&mutex);
  errno = kept;
  return result;
}

static int do_rename(char op, const char *from, const char *to, int (*real)(const char *, const char *)) {
  init();
  if (!is_watched(from) && !is_watched(to)) return real(from, to);
  pthread_mutex_lock(&mutex);
  int failing = fails('r');
  int result = failing ? -1 : real(from, to);
  int kept = failing ? error_number : errno;
  if (result == 0) trace(op, from, 0, to, (uint32_t)strlen(to));
  pthread_mutex_unlock(&mutex);
  errno = kept;
  return result;
}
int rename(const char *from, const char *to) { return do_rename('r', from, to, real_rename); }
int link(const char *from, const char *to) { return do_rename('l', from, to, real_link); }
