/* Stands between a process and its disk: every flush takes longer by a given time, and is counted.
 *
 * LD_PRELOAD this library and name a file in FLUSH_CONTROL that holds two 64-bit numbers: the delay in microseconds,
 * which may be changed at any time, and the count of flushes of all processes that share the file.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <time.h>
#include <unistd.h>

struct control {
    volatile int64_t delay;
    int64_t count;
};

static struct control *control;

__attribute__((constructor)) static void open_control(void)
{
    const char *path = getenv("FLUSH_CONTROL");
    int file = path ? open(path, O_RDWR | O_CLOEXEC) : -1;
    if (file < 0)
        return;
    void *mapped = mmap(NULL, sizeof(struct control), PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
    close(file);
    if (mapped != MAP_FAILED)
        control = mapped;
}

static int flush(const char *name, int file)
{
    int (*real)(int) = (int (*)(int))dlsym(RTLD_NEXT, name);
    int result = real(file);
    int kept = errno;
    if (control) {
        int64_t delay = control->delay;
        struct timespec pause = {delay / 1000000, delay % 1000000 * 1000};
        __atomic_add_fetch(&control->count, 1, __ATOMIC_RELAXED);
        while (delay > 0 && nanosleep(&pause, &pause) && errno == EINTR)
            ;
    }
    errno = kept;
    return result;
}

int fsync(int file)
{
    return flush("fsync", file);
}

int fdatasync(int file)
{
    return flush("fdatasync", file);
}
