/* Records what a process writes to the files of one folder, in order, so that a power cut can be replayed.
 *
 * Loaded with LD_PRELOAD. POWER_FOLDER names the folder, POWER_LOG the file the record goes to. A record is
 *   kind (1 byte) · length of the name (1 byte) · offset (8) · length of the data (8) · name · data
 * in the machine's byte order. Writes are recorded before they are made, flushes after they have returned: what a
 * replay takes for durable was durable.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

#define MOST_FILES 4096

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static int log_file = -1;
static char folder[PATH_MAX];
static char names[MOST_FILES][64];

static int recording(void) {
    static int asked = 0;
    if (!asked) {
        const char *path = getenv("POWER_LOG"), *where = getenv("POWER_FOLDER");
        asked = 1;
        if (path && where) {
            snprintf(folder, sizeof folder, "%s/", where);
            log_file = (int)syscall(SYS_openat, AT_FDCWD, path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
        }
    }
    return log_file >= 0;
}

static void keep(char kind, const char *name, uint64_t offset, const void *data, uint64_t length) {
    unsigned char head[18];
    head[0] = (unsigned char)kind;
    head[1] = (unsigned char)strlen(name);
    memcpy(head + 2, &offset, 8);
    memcpy(head + 10, &length, 8);
    struct iovec parts[3] = {{head, sizeof head}, {(void *)name, head[1]}, {(void *)data, data ? length : 0}};
    pthread_mutex_lock(&lock);
    syscall(SYS_writev, log_file, parts, 3);
    pthread_mutex_unlock(&lock);
}

static const char *name_in_folder(const char *path) {
    size_t length = strlen(folder);
    return strncmp(path, folder, length) == 0 && strlen(path + length) < sizeof names[0] ? path + length : NULL;
}

static void opened(int file, const char *path, int flags) {
    if (file < 0 || file >= MOST_FILES || !recording()) return;
    const char *name = name_in_folder(path);
    snprintf(names[file], sizeof names[file], "%s", name ? name : "");
    if (name && (flags & O_TRUNC)) keep('T', name, 0, NULL, 0);
}

static const char *name_of(int file) {
    return recording() && file >= 0 && file < MOST_FILES && names[file][0] ? names[file] : NULL;
}

#define REAL(function) ((__typeof__(&function))dlsym(RTLD_NEXT, #function))

#define OPEN(function)                                            \
    int function(const char *path, int flags, ...) {              \
        va_list more;                                             \
        va_start(more, flags);                                    \
        mode_t mode = va_arg(more, mode_t);                       \
        va_end(more);                                             \
        int file = REAL(function)(path, flags, mode);             \
        opened(file, path, flags);                                \
        return file;                                              \
    }
OPEN(open)
OPEN(open64)

int close(int file) {
    if (file >= 0 && file < MOST_FILES) names[file][0] = 0;
    return REAL(close)(file);
}

#define PWRITE(function, offset_type)                                                   \
    ssize_t function(int file, const void *data, size_t length, offset_type offset) {   \
        const char *name = name_of(file);                                               \
        if (name) keep('W', name, (uint64_t)offset, data, length);                      \
        return REAL(function)(file, data, length, offset);                              \
    }
PWRITE(pwrite, off_t)
PWRITE(pwrite64, off64_t)

ssize_t write(int file, const void *data, size_t length) {
    const char *name = name_of(file);
    if (name) keep('A', name, (uint64_t)lseek(file, 0, SEEK_CUR), data, length);
    return REAL(write)(file, data, length);
}

#define TRUNCATE(function, length_type)                              \
    int function(int file, length_type length) {                     \
        const char *name = name_of(file);                            \
        if (name) keep('T', name, (uint64_t)length, NULL, 0);        \
        return REAL(function)(file, length);                         \
    }
TRUNCATE(ftruncate, off_t)
TRUNCATE(ftruncate64, off64_t)

#define FLUSH(function)                                    \
    int function(int file) {                               \
        int answer = REAL(function)(file);                 \
        const char *name = name_of(file);                  \
        if (name && answer == 0) keep('F', name, 0, NULL, 0); \
        return answer;                                     \
    }
FLUSH(fsync)
FLUSH(fdatasync)

int unlink(const char *path) {
    const char *name = recording() ? name_in_folder(path) : NULL;
    if (name) keep('U', name, 0, NULL, 0);
    return REAL(unlink)(path);
}
