using System.Runtime.InteropServices;
using SQLitePCL;

namespace Watchfloor.Store.Sqlite;

/// <summary>
/// Which SQLite is loaded: the system's, which gets security fixes with the system; the bundled one where that is absent, too old,
/// or not wanted (<c>WATCHFLOOR_SQLITE=bundled</c>).
/// </summary>
static class SqliteLibrary
{
    const string SystemLibrary = "libsqlite3.so.0";
    const int OldestUsable = 3_035_000;

    static readonly Lazy<bool> Loaded = new(Load);

    /// <summary>Once per process, before the first connection.</summary>
    public static void EnsureLoaded() => _ = Loaded.Value;

    static bool Load()
    {
        NativeLibrary.SetDllImportResolver(
            typeof(SQLite3Provider_e_sqlite3).Assembly,
            static (name, _, _) => name == "e_sqlite3" && OperatingSystem.IsLinux() && !BundledWanted() ? SystemSqlite() : IntPtr.Zero
        );
        raw.SetProvider(new SQLite3Provider_e_sqlite3());
        // Nobody asks how much memory it has; to know, all connections would share a lock at each allocation.
        raw.sqlite3_config(raw.SQLITE_CONFIG_MEMSTATUS, 0);
        return raw.sqlite3_threadsafe() != 0
            ? true
            : throw new StoreRefusedException("this SQLite was built without threads; install the system's libsqlite3");
    }

    static bool BundledWanted() => Environment.GetEnvironmentVariable("WATCHFLOOR_SQLITE") == "bundled";

    static IntPtr SystemSqlite()
    {
        if (!NativeLibrary.TryLoad(SystemLibrary, out var library))
            return IntPtr.Zero;
        var version = Marshal.GetDelegateForFunctionPointer<VersionNumber>(NativeLibrary.GetExport(library, "sqlite3_libversion_number"));
        return version() >= OldestUsable ? library : IntPtr.Zero;
    }

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    delegate int VersionNumber();
}
