using System.ComponentModel;
using System.Runtime.InteropServices;

namespace Watchfloor.Silo;

/// <summary>Signals of the operating system to processes that were started here.</summary>
static class Signals
{
    public const int Interrupt = 2;
    public const int Kill = 9;
    public const int Terminate = 15;
    const int NoSuchProcess = 3;
    const int NotAllowed = 1;

    /// <summary>False where there is no such process any more.</summary>
    public static bool Send(int process, int signal)
    {
        if (Signal(process, signal) == 0)
            return true;
        var error = Marshal.GetLastPInvokeError();
        return error == NoSuchProcess ? false : throw new Win32Exception(error);
    }

    /// <summary>Whether there is such a process, whoever owns it.</summary>
    public static bool Lives(int process) => Signal(process, 0) == 0 || Marshal.GetLastPInvokeError() == NotAllowed;

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    static extern int Signal(int pid, int signal);
}
