#pragma warning disable
using Microsoft.Extensions.DependencyInjection;
using Orleans.Runtime;

namespace Orleans.Runtime
{
    sealed class Activation : IGrainContext
    {
        public static Activation? Current => null;
        public GrainId GrainId => default;
        public object? GrainInstance => null;
        public IServiceProvider ActivationServices => throw new NotSupportedException();

        public void Deactivate(DeactivationReason r, CancellationToken t = default) { }

        public Silo Silo => throw new NotSupportedException();

        public void DelayCollection(TimeSpan t) { }

        public IGrainTimer AddTimer(object o, GrainTimerCreationOptions x) => throw new NotSupportedException();
    }

    sealed class Silo
    {
        public IGrainFactory GrainFactory => throw new NotSupportedException();
        public References References => throw new NotSupportedException();
    }

    sealed class References
    {
        public GrainProxy Make(Type t, GrainId id) => throw new NotSupportedException();
    }

    abstract class GrainProxy : IAddressable
    {
        public GrainId Id;
        public References References => throw new NotSupportedException();
    }

    sealed class GrainTimer<T>(Activation a, Func<T, CancellationToken, Task> c, T s, GrainTimerCreationOptions o) { }
}

namespace Orleans.Hosting
{
    internal static class SiloServices
    {
        public static void AddTo(IServiceCollection s) { }
    }

    internal static class ClientServices
    {
        public static void AddTo(IServiceCollection s) { }
    }
}

namespace Orleans.Reminders
{
    internal static class ReminderServices
    {
        public static void AddTo(IServiceCollection s) { }
    }
}

namespace Orleans.Streams
{
    internal static class MemoryStreamProvider
    {
        public static IStreamProvider Find(IServiceProvider s, string n) => throw new NotSupportedException();

        public static void AddTo(IServiceCollection s, string n) { }
    }
}
