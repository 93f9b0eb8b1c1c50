namespace Tanfang.Registry;

/// <summary>When the wish is asked, again or for the first time. Only a day to ask on: nobody who refused is ever taken to be willing.</summary>
public static class AskAgain
{
    /// <summary>Null when the person is willing.</summary>
    public static DateOnly? On(ElderOn state, RegistryWords words) =>
        ElderNow.ConsentOf(state.Consent?.Key) switch
        {
            ConsentState.Refused => state.Consent!.On.AddMonths(words.AskAgainMonths),
            ConsentState.NotAsked => (state.Consent?.On ?? state.EnrolledOn)?.AddDays(words.AskWithinDays),
            _ => null,
        };
}
