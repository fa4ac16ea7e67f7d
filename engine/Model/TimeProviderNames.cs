namespace Orleans.Runtime
{
    /// <summary>Keys of the clocks of a silo. <see cref="Grains"/> follows the plain TimeProvider; the others are real time unless pinned.</summary>
    public static class TimeProviderNames
    {
        public const string Grains = "Orleans.Grains";
        public const string Messaging = "Orleans.Messaging";
        public const string SystemTimers = "Orleans.SystemTimers";
        public const string Membership = "Orleans.Membership";
        public const string ActivationManagement = "Orleans.ActivationManagement";
        public const string GrainDirectory = "Orleans.GrainDirectory";
    }
}

namespace Orleans.Reminders
{
    /// <summary>Key of the clock that reminders run on.</summary>
    public static class ReminderTimeProviderNames
    {
        public const string Reminders = "Orleans.Reminders";
    }
}

namespace Orleans.Streams
{
    /// <summary>Key of the clock of the streams.</summary>
    public static class StreamingTimeProviderNames
    {
        public const string Streaming = "Orleans.Streaming";
    }
}
