organization = "3333cccc-33cc-33cc-33cc-333333cccccc"
