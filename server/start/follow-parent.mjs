// Loaded into every process that the launcher starts (`node --import`): a launcher that was killed cannot end its
// children, so they watch the channel to it and end themselves. Otherwise the next start would find its port taken.
const patienceMs = 5_000;

// What a child starts inherits Node's arguments, and with them this file: only the launcher's own children follow it.
if (process.env.BATON_LAUNCHER === String(process.ppid)) {
  process.on('disconnect', () => {
    process.kill(process.pid, 'SIGTERM');
    setTimeout(() => process.kill(-process.pid, 'SIGKILL'), patienceMs).unref();
  });
  // Watching must not keep a process alive that has nothing else to do.
  process.channel?.unref();
}
