//! The recipes that come with the crate.

/// By id; each file is named like its id.
pub(super) const RECIPES: [(&str, &str); 6] = [
    ("gc-service-inventory-2018", include_str!("../../recipes/gc-service-inventory-2018.toml")),
    ("gc-service-inventory-2023", include_str!("../../recipes/gc-service-inventory-2023.toml")),
    ("touchpoints-services", include_str!("../../recipes/touchpoints-services.toml")),
    ("uk-local-services", include_str!("../../recipes/uk-local-services.toml")),
    ("uk-transactional-services", include_str!("../../recipes/uk-transactional-services.toml")),
    ("us-assistance-listings", include_str!("../../recipes/us-assistance-listings.toml")),
];

#[cfg(test)]
mod tests {
    use crate::Recipe;

    #[test]
    fn every_built_in_recipe_is_sound_and_says_where_it_is_from() {
        for id in Recipe::builtin_ids() {
            let recipe = Recipe::builtin(id).unwrap();
            assert_eq!(recipe.id(), id);
            for text in [recipe.title(), recipe.source(), recipe.licence(), recipe.kind(), recipe.label()] {
                assert!(text.is_some_and(|text| !text.is_empty()), "{id}");
            }
        }
    }

    #[test]
    fn an_unknown_recipe_names_the_nearest() {
        let error = Recipe::builtin("gc-service-inventory-2024").unwrap_err();
        assert_eq!(
            error.to_string(),
            "there is no built-in recipe `gc-service-inventory-2024`; did you mean `gc-service-inventory-2023`?"
        );
    }
}
