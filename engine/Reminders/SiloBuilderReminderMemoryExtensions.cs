namespace Orleans.Hosting;

/// <summary>Reminders that live as long as the process.</summary>
public static class SiloBuilderReminderMemoryExtensions
{
    public static ISiloBuilder UseInMemoryReminderService(this ISiloBuilder builder)
    {
        Reminders.ReminderServices.AddTo(builder.Services);
        return builder;
    }
}
