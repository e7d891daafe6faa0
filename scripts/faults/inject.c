// Makes chosen system calls of a program fail, for tests: LD_PRELOAD=inject.so.
//
//   FAULT_CALL   write, read, fsync, rename, open or ftruncate
//   FAULT_FROM   the number of the first such call to be hit, from 1
//   FAULT_COUNT  how many of them are hit (default 1)
//   FAULT_KIND   ENOSPC, EIO, EINTR, short, kill (SIGKILL before the call), half (half of the bytes are
//                written, then SIGKILL), late (SIGKILL after the call)
//   FAULT_MATCH  only calls on files whose path holds this
//   FAULT_LOG    file that gets a line for each call: name, number, path
//   FAULT_DISK   folder for copies of each file as it was when it was last brought to the disk
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>

static atomic_long calls;

static const char *setting(const char *name) {
    const char *value = getenv(name);
    return value && *value ? value : NULL;
}

static void path_of(int descriptor, char *path) {
    char link[64];
    snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
    ssize_t length = readlink(link, path, PATH_MAX - 1);
    path[length < 0 ? 0 : length] = 0;
}

typedef ssize_t (*write_type)(int, const void *, size_t);

static void note(const char *call, long number, const char *path) {
    const char *log = setting("FAULT_LOG");
    if (!log) return;
    char line[PATH_MAX + 64];
    int length = snprintf(line, sizeof line, "%s %ld %s\n", call, number, path);
    static int (*real_open)(const char *, int, ...);
    if (!real_open) real_open = dlsym(RTLD_NEXT, "open");
    int file = real_open(log, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    if (file < 0) return;
    write_type real_write = (write_type)dlsym(RTLD_NEXT, "write");
    if (real_write(file, line, length) < 0) abort();
    close(file);
}

// The fault for this call: its kind, or NULL.
static const char *fault(const char *call, const char *path) {
    const char *wanted = setting("FAULT_CALL");
    if (!wanted || strcmp(wanted, call) != 0) return NULL;
    const char *match = setting("FAULT_MATCH");
    if (match && !strstr(path, match)) return NULL;
    long number = atomic_fetch_add(&calls, 1) + 1;
    note(call, number, path);
    const char *from = setting("FAULT_FROM");
    const char *count = setting("FAULT_COUNT");
    if (!from) return NULL;
    long first = atol(from);
    if (number < first || number >= first + (count ? atol(count) : 1)) return NULL;
    return setting("FAULT_KIND");
}

static void die(void) { kill(getpid(), SIGKILL); for (;;) pause(); }

// True if the call is to fail, with errno set; does not return where the process is to die first.
static int fails(const char *kind) {
    if (!kind) return 0;
    if (!strcmp(kind, "kill")) die();
    if (!strcmp(kind, "ENOSPC")) return errno = ENOSPC, 1;
    if (!strcmp(kind, "EIO")) return errno = EIO, 1;
    if (!strcmp(kind, "EINTR")) return errno = EINTR, 1;
    return 0;
}

static int is(const char *kind, const char *name) { return kind && !strcmp(kind, name); }

// At an offset, or where the file stands: offset -1.
static ssize_t put(int descriptor, const void *bytes, size_t count, off_t offset) {
    if (offset < 0) return ((write_type)dlsym(RTLD_NEXT, "write"))(descriptor, bytes, count);
    ssize_t (*real)(int, const void *, size_t, off_t) = dlsym(RTLD_NEXT, "pwrite64");
    return real(descriptor, bytes, count, offset);
}

static ssize_t faulty_write(int descriptor, const void *bytes, size_t count, off_t offset) {
    char path[PATH_MAX];
    path_of(descriptor, path);
    const char *kind = fault("write", path);
    if (fails(kind)) return -1;
    if (is(kind, "short") && count > 1) return put(descriptor, bytes, (count + 1) / 2, offset);
    if (is(kind, "half")) {
        put(descriptor, bytes, count / 2, offset);
        die();
    }
    ssize_t written = put(descriptor, bytes, count, offset);
    if (is(kind, "late")) die();
    return written;
}

ssize_t write(int descriptor, const void *bytes, size_t count) {
    return faulty_write(descriptor, bytes, count, -1);
}

// As SQLite writes.
ssize_t pwrite64(int descriptor, const void *bytes, size_t count, off_t offset) {
    return faulty_write(descriptor, bytes, count, offset);
}

ssize_t pwrite(int descriptor, const void *bytes, size_t count, off_t offset) {
    return faulty_write(descriptor, bytes, count, offset);
}

static ssize_t get(int descriptor, void *bytes, size_t count, off_t offset) {
    if (offset < 0) {
        ssize_t (*real)(int, void *, size_t) = dlsym(RTLD_NEXT, "read");
        return real(descriptor, bytes, count);
    }
    ssize_t (*real)(int, void *, size_t, off_t) = dlsym(RTLD_NEXT, "pread64");
    return real(descriptor, bytes, count, offset);
}

static ssize_t faulty_read(int descriptor, void *bytes, size_t count, off_t offset) {
    char path[PATH_MAX];
    path_of(descriptor, path);
    const char *kind = fault("read", path);
    if (fails(kind)) return -1;
    if (is(kind, "short") && count > 1) count = (count + 1) / 2;
    ssize_t got = get(descriptor, bytes, count, offset);
    if (is(kind, "late")) die();
    return got;
}

ssize_t read(int descriptor, void *bytes, size_t count) {
    return faulty_read(descriptor, bytes, count, -1);
}

ssize_t pread64(int descriptor, void *bytes, size_t count, off_t offset) {
    return faulty_read(descriptor, bytes, count, offset);
}

ssize_t pread(int descriptor, void *bytes, size_t count, off_t offset) {
    return faulty_read(descriptor, bytes, count, offset);
}

// What is on the disk for certain: a copy of the file at its last fsync.
static void keep(const char *path) {
    const char *folder = setting("FAULT_DISK");
    struct stat status;
    if (!folder || stat(path, &status) != 0 || !S_ISREG(status.st_mode)) return;
    const char *name = strrchr(path, '/');
    char copy[2 * PATH_MAX], new[2 * PATH_MAX + 8];
    snprintf(copy, sizeof copy, "%s/%s", folder, name ? name + 1 : path);
    // Renamed when it is whole: the process may be killed meanwhile, and the disk would keep the old bytes.
    snprintf(new, sizeof new, "%s.new", copy);
    ssize_t (*real_read)(int, void *, size_t) = dlsym(RTLD_NEXT, "read");
    write_type real_write = (write_type)dlsym(RTLD_NEXT, "write");
    int (*real_open)(const char *, int, ...) = dlsym(RTLD_NEXT, "open");
    int from = real_open(path, O_RDONLY | O_CLOEXEC);
    int to = real_open(new, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    char buffer[65536];
    ssize_t got;
    while (from >= 0 && to >= 0 && (got = real_read(from, buffer, sizeof buffer)) > 0)
        if (real_write(to, buffer, got) != got) abort();
    close(from);
    close(to);
    int (*real_rename)(const char *, const char *) = dlsym(RTLD_NEXT, "rename");
    real_rename(new, copy);
}

int fsync(int descriptor) {
    int (*real)(int) = dlsym(RTLD_NEXT, "fsync");
    char path[PATH_MAX];
    path_of(descriptor, path);
    const char *kind = fault("fsync", path);
    if (fails(kind)) return -1;
    int status = real(descriptor);
    keep(path);
    if (is(kind, "late")) die();
    return status;
}

// The copy of a file's bytes as they are on the disk.
static void copy_of(const char *path, char *copy) {
    const char *name = strrchr(path, '/');
    snprintf(copy, 2 * PATH_MAX, "%s/%s", setting("FAULT_DISK"), name ? name + 1 : path);
}

int rename(const char *from, const char *to) {
    int (*real)(const char *, const char *) = dlsym(RTLD_NEXT, "rename");
    const char *kind = fault("rename", to);
    if (fails(kind)) return -1;
    int status = real(from, to);
    if (status == 0 && setting("FAULT_DISK")) {
        char old[2 * PATH_MAX], new[2 * PATH_MAX];
        copy_of(from, old);
        copy_of(to, new);
        real(old, new);
    }
    if (is(kind, "late")) die();
    return status;
}

// No fault of its own: a name that is gone is gone on the disk too, before what comes after it.
int unlink(const char *path) {
    int (*real)(const char *) = dlsym(RTLD_NEXT, "unlink");
    if (setting("FAULT_DISK")) {
        char copy[2 * PATH_MAX];
        copy_of(path, copy);
        real(copy);
    }
    return real(path);
}

int ftruncate(int descriptor, off_t length) {
    int (*real)(int, off_t) = dlsym(RTLD_NEXT, "ftruncate");
    char path[PATH_MAX];
    path_of(descriptor, path);
    const char *kind = fault("ftruncate", path);
    if (fails(kind)) return -1;
    int status = real(descriptor, length);
    if (is(kind, "late")) die();
    return status;
}

int open(const char *path, int flags, ...) {
    int (*real)(const char *, int, ...) = dlsym(RTLD_NEXT, "open");
    va_list arguments;
    va_start(arguments, flags);
    int mode = flags & O_CREAT ? va_arg(arguments, int) : 0;
    va_end(arguments);
    const char *kind = fault("open", path);
    if (fails(kind)) return -1;
    int descriptor = real(path, flags, mode);
    if (is(kind, "late")) die();
    return descriptor;
}

int open64(const char *path, int flags, ...) {
    va_list arguments;
    va_start(arguments, flags);
    int mode = flags & O_CREAT ? va_arg(arguments, int) : 0;
    va_end(arguments);
    return open(path, flags, mode);
}
