"""First names of many cultures, and what a written name looks like. Nobody in particular."""

from __future__ import annotations

import re

_FIRST = """
    Aaliyah Aaron Aaisha Abbie Abby Abdi Abdul Abdullah Abdullahi Abel Abena Abeni Abi Abigail
    Abimbola Abraham Ada Adaeze Adam Adaora Ade Adebayo Adebola Adel Adeline Aden Adil Aditi
    Aditya Adnan Adrian Adriana Adrianna Afia Afua Agata Agnes Agnieszka Ahmad Ahmed Aidan Aiden
    Ailsa Aimee Aine Aisha Aishah Aisling Aiyana Ajay Akash Akeem Akeel Akhil Akira Akosua Alaa
    Alan Alana Alanna Alasdair Alastair Albert Albie Aled Alejandro Aleksander Aleksandra Aleksy
    Alessandro Alessia Alex Alexa Alexander Alexandra Alexandru Alexei Alexia Alexis Alfie
    Alfred Ali Alia Alice Alicia Alina Aliona Alisha Alison Alistair Aliyah Allan Allegra
    Allison Alma Alyssa Amaan Amal Aman Amanda Amani Amara Amarachi Amaya Amber Amelia Amelie
    Amin Amina Aminah Aminata Amir Amira Amit Amrit Amy Ana Anaya Anastasia Anders Andre Andrea
    Andreas Andreea Andrei Andrew Andrzej Andy Aneesa Anesu Aneta Angel Angela Angelina Angus
    Anh Aniela Anika Anil Anita Anjali Anna Annabel Annabelle Anne Annette Annie Annika Anoushka
    Anthea Anthony Antoni Antonia Antonio Anwar Anya Aoife April Arabella Aria Ariana Arif Arjun
    Arlo Armaan Armani Aron Arran Artem Arthur Arturo Arun Arwen Arya Aryan Asad Asha Asher
    Ashley Ashok Asia Asif Asiya Asma Asmaa Aspen Astrid Athena Atif Aubrey Audrey August
    Aurelia Aurora Ava Avani Avery Awa Axel Aya Ayaan Ayah Ayan Ayesha Ayla Ayo Ayodele Ayomide
    Ayse Aysha Ayub Azadeh Aziz Aziza Babajide Babatunde Bailey Bartek Bartosz Basma Bashir Bea
    Beatrice Beatrix Beau Becca Becky Belinda Bella Ben Benedict Benjamin Bernadette Bernard
    Bertie Bertram Bess Bethan Bethany Betsy Betty Beverley Bilal Bill Billie Billy Blake Blanka
    Blessing Blossom Bobbi Bobby Bogdan Boris Bradley Brandon Brayden Brenda Brendan Briony
    Bridget Bronte Bronwen Brooke Bruno Bryan Bryn Bryony Caitlin Caleb Callum Calum Calvin
    Cameron Camila Camilla Camille Cara Carina Carl Carla Carlos Carly Carmel Carmen Carol
    Carole Caroline Carolyn Carrie Carys Caspar Casper Cassandra Cassie Catalina Catarina
    Caterina Catherine Cathy Catrin Cecilia Cecily Cedric Celeste Celia Celine Ceri Cerys Chanel
    Chantelle Charis Charlene Charles Charley Charlie Charlotte Chelsea Chen Cheng Cheryl
    Chiamaka Chidi Chidera Chika Chinedu Chinelo Chiara Chidinma Chioma Chloe Chris Chrissie
    Christelle Christian Christina Christine Christopher Chukwudi Chukwuemeka Ciara Cian Cillian
    Clair Claire Clara Clare Clarissa Claudia Clement Clementine Cleo Clive Clodagh Cody Colette
    Colin Colleen Colm Comfort Conall Conor Connie Connor Constance Cora Coral Cordelia Corey
    Corinne Cormac Cory Cosmin Courtney Craig Cristian Cristiano Cristina Crystal Curtis Cynthia
    Cyrus Dafydd Dagmar Dahlia Daisy Dakota Dale Damian Damien Damilola Damon Dan Dana Danai
    Dani Danial Daniel Daniela Danielle Danika Danny Daphne Dara Daria Darcey Darcie Darcy Daren
    Dariusz Darren Daryl Dave David Davina Davinder Dawid Dawn Dean Deanna Deborah Debbie Declan
    Dee Deepa Deepak Deirdre Delia Delilah Delphine Delroy Demi Denis Denise Dennis Denzel Deo
    Derek Dermot Desmond Destiny Dev Devan Devon Dexter Dhruv Diana Diane Diego Dilan Dillon
    Dimitri Dina Dinah Dinesh Diogo Dion Dionne Divine Divya Diya Dmitri Dominic Dominik
    Dominika Don Donald Donna Dora Doreen Dorian Doris Dorota Dorothy Dougal Douglas Drew Duncan
    Dwayne Dylan Eamon Eamonn Ebele Ebony Ebrahim Ed Eddie Eden Edith Edmund Edna Edward Edwin
    Efe Efua Eilidh Eileen Eirlys Eka Ekene Ela Elaine Eleanor Elena Eleni Eleri Elham Eli Elias
    Elif Elijah Elin Eliot Elisa Elisabeth Elisha Elise Eliska Eliza Elizabeth Ella Elle Ellen
    Ellie Elliot Elliott Ellis Elodie Eloise Elsa Elsie Elspeth Elvira Elvis Emeka Emer Emil
    Emilia Emilie Emily Emir Emma Emmanuel Emmanuella Emmeline Emmett Emrys Emre Ender Enid
    Enrique Enzo Erica Erik Erika Erin Ernest Eryn Esa Esi Esme Esra Estelle Esther Ethan Etta
    Euan Eugene Eugenia Eunice Eva Evan Evangeline Eve Evelyn Evie Ewa Ewan Eylul Ezekiel Ezra
    Fabian Fadi Fahad Fahim Faisal Faith Faiza Fallon Fardowsa Farah Fareeha Farhan Farid Farida
    Farrah Fatema Fatih Fatima Fatimah Fatma Fatou Fatoumata Fay Faye Felicity Felix Femi Femke
    Fern Fernando Ffion Fiadh Filip Filippa Finbar Finlay Finley Finn Finnian Fiona Fionn Flo
    Flora Florence Florian Florin Folake Folasade Fran Frances Francesca Francesco Francis
    Francisco Frank Frankie Franklin Fraser Fred Freddie Freddy Frederick Freja Freya Frida
    Funmi Funmilayo Gabriel Gabriela Gabriella Gabrielle Gaia Gareth Gary Gavin Gaynor Gemma
    Gene Genevieve Geoff Geoffrey George Georgia Georgiana Georgie Georgina Gerald Geraldine
    Gerard Ghazal Gia Gianna Gideon Gift Gil Gilbert Giles Gillian Gina Ginny Giorgia Giovanni
    Gita Giulia Gladys Glen Glenda Glenn Gloria Glyn Godfrey Goran Gordon Grace Gracie Graeme
    Graham Grainne Grant Greg Gregory Greta Grzegorz Guido Gul Gurdeep Gurpreet Guy Gwen
    Gwendolyn Gwilym Gwyneth Habib Habiba Hadiza Hadley Hafsa Haider Hailey Hakan Hakeem Hal
    Hala Haleema Halima Hamid Hamish Hamza Hana Hanan Hani Hania Hank Hanna Hannah Hans Harjit
    Harleen Harley Harmony Haroon Harper Harpreet Harriet Harris Harrison Harry Harsh Haruka
    Haruto Harvey Hasan Hashim Hassan Hattie Hawa Hayat Hayden Hayley Hazel Heath Heather Heba
    Hector Heidi Helen Helena Helga Henrietta Henrik Henry Herbert Hermione Hettie Hilary Hilda
    Hira Hiroshi Holly Honor Honour Hope Horace Howard Hubert Huda Hugh Hugo Humaira Humphrey
    Hung Hunter Husna Hussain Hussein Huw Iain Ian Iara Ibrahim Ida Idris Idrissa Iestyn Ieuan
    Ife Ifeoma Ifrah Ignacy Igor Ikram Ila Ilham Ilya Imaan Iman Imani Imogen Imran Inaaya Inaya
    India Indie Indigo Indira Ines Inga Ingrid Ioan Ioana Iola Iona Ira Irena Irene Irfan Irina
    Iris Irma Isa Isaac Isabel Isabella Isabelle Isaiah Isha Ishaan Ishani Isla Ismael Ismail
    Isobel Isolde Israel Issa Issy Ita Iva Ivan Ivana Ivo Ivor Ivy Iwona Izaak Izabela Izzy
    Jabari Jabir Jacek Jack Jackie Jackson Jacob Jacqueline Jacqui Jada Jade Jaden Jaidev Jaime
    Jake Jakub Jamal James Jamie Jamila Jan Jana Jane Janet Janice Janine Janusz Jared Jaroslaw
    Jaromir Jarvis Jasmin Jasmine Jason Jasper Jaswinder Javier Jay Jaya Jayda Jayden Jaylen
    Jayne Jean Jeanette Jeanne Jed Jeff Jeffrey Jemima Jemma Jen Jenna Jennie Jennifer Jenny
    Jenson Jeremiah Jeremy Jericho Jermaine Jerome Jerry Jess Jesse Jessica Jessie Jethro Jia
    Jibril Jill Jim Jimmy Jin Jo Joachim Joan Joana Joanna Joanne Joao Jodie Jody Joe Joel Joey
    Johan Johanna John Johnny Jola Jolanta Jon Jonah Jonas Jonathan Jordan Jorge Jose Josef
    Joseph Josephine Josh Joshua Josiah Josie Joss Jovan Joy Joyce Juan Juana Juanita Jude
    Judith Judy Jules Julia Julian Juliana Julie Juliet Julieta Julius Juliusz Junaid June
    Junior Juno Justin Justina Justyna Kacper Kadija Kadir Kai Kaia Kaila Kaitlyn Kaja Kamal
    Kamila Kamran Kane Kara Karam Karan Kareem Karen Karim Karima Karina Karl Karol Karolina
    Kasia Kasim Kasper Kate Katarina Katarzyna Katerina Kath Katherine Kathleen Kathryn Kathy
    Katia Katie Katrina Katy Katya Kavita Kay Kaya Kaydence Kayden Kayla Kayleigh Kayode Kaz
    Keely Kehinde Keira Keiran Keith Kelechi Kelly Kelsey Kelvin Kemal Ken Kendra Kenji Kenneth
    Kenny Kenya Kerem Kerry Kesia Kev Kevin Kezia Khadija Khadijah Khaled Khalid Khalil Khushi
    Kian Kiana Kiara Kieran Kiki Killian Kim Kimberley Kimberly Kingsley Kira Kiran Kirsten
    Kirsty Kit Kitty Klara Klaudia Klaus Kofi Kojo Komal Konrad Kornelia Kris Krish Krishan
    Krishna Kristina Krystyna Krzysztof Kudzai Kuba Kuldeep Kumar Kwabena Kwaku Kwame Kwasi Kyla
    Kyle Kyra Lachlan Lacey Laila Lakshmi Lamar Lana Lance Lara Laraib Larissa Larry Lars Laszlo
    Latifa Laura Lauren Laurence Laurie Lavinia Lawrence Layla Lea Leah Leander Leanne Lech Lee
    Leela Lei Leia Leigh Leighton Leila Lekan Lena Lennon Lennox Lenny Leo Leon Leona Leonard
    Leonardo Leonie Leonora Leroy Les Lesley Leslie Lester Leszek Leticia Lettie Levi Lewis Lexi
    Leyla Lia Liam Lian Liana Libby Liberty Lidia Lila Lili Lilia Lilian Lillian Lillie Lilly
    Lily Lin Lina Linda Lindsay Lindsey Linh Lionel Lisa Lise Liv Livia Liz Liza Lizzie
    Llewellyn Lloyd Logan Lois Lola Loretta Lorna Lorraine Lottie Lotte Lou Louie Louis Louisa
    Louise Luan Luay Luca Lucas Lucia Lucian Luciana Lucille Lucinda Lucja Lucy Ludo Luis Luisa
    Luiza Lujain Luka Lukas Lukasz Luke Lulu Luna Luqman Lydia Lyla Lyndon Lynn Lynne Lyra Mabel
    Maciej Mackenzie Macy Madeleine Madeline Madison Mae Maeve Magda Magdalena Maggie Magnus
    Maha Mahad Mahdi Mahir Mahmoud Mahnoor Mahsa Mai Maia Maisie Maira Maja Makena Mal Malachi
    Malachy Malaika Malak Malcolm Malik Malika Malwina Mame Mamadou Manahil Manal Mandy Manisha
    Manjit Manon Manuel Mara Marc Marcel Marcela Marcelina Marcia Marcin Marco Marcus Marek
    Margaret Margot Margaux Maria Mariam Mariama Marian Mariana Marianne Marie Mariella Marika
    Marina Mario Marion Marisa Marissa Marius Mariusz Mark Markus Marlon Marley Marlene Marsha
    Marta Martha Martin Martina Martyn Marwa Marwan Mary Maryam Maryan Masood Mateo Mateusz
    Matei Matilda Matt Matteo Matthew Matthias Mattie Maud Maura Maureen Maurice Mavis Mawuli
    Max Maxim Maxime Maximilian Maxwell Maya Mayar Mayowa Mbali Meadow Meera Megan Meghan Mehdi
    Mehmet Mehwish Mei Mel Melanie Melika Melina Melissa Melody Memphis Mercy Meredith Meriem
    Merryn Merve Meryem Mia Micah Michael Michaela Michal Michelle Miguel Mihai Mihaela Mika
    Mikael Mikail Mikaela Mike Mikey Mikolaj Mila Milan Milana Milena Miles Miley Millicent
    Millie Milly Milo Mina Minh Ming Minnie Mira Miranda Miri Miriam Mirza Misbah Mischa
    Mitchell Moesha Mohamed Mohammad Mohammed Mohamud Mohsin Moira Molly Mona Monica Monika
    Monique Montgomery Morag Morgan Moriah Morris Morwenna Moses Moshe Mostafa Muhammad Muna
    Munira Muriel Murray Musa Mustafa Mya Mykola Myla Myles Myra Nabil Nabila Nada Nadeem Nadia
    Nadine Nadir Naeem Nafisa Nahla Naila Naima Nana Nancy Nandini Naomi Narges Narinder Nasir
    Nasra Nasreen Nasrin Nastasia Nat Natalia Natalie Natasha Nate Nathan Nathaniel Naveed Navid
    Nayla Neda Neema Neha Neil Nell Nellie Nelly Nelson Nerys Nesta Neve Neville Ngozi Nia Niall
    Niamh Nicholas Nick Nicky Nicola Nicolae Nicolas Nicole Nico Nicu Nieve Nigel Nihal Nik
    Nikhil Nikita Nikki Niko Nikola Nikolai Nikos Nila Nimo Nina Ninette Nisha Nishat Nita
    Nithya Nitin Nkechi Nnamdi Noa Noah Noel Noelle Noemi Noor Noora Nora Noreen Norma Norman
    Nour Noura Nova Nuala Nuha Nuno Nur Nura Nusrat Nyah Nyasha Nyla Obi Obinna Ocean Octavia
    Octavian Odette Ofelia Ola Olabisi Olamide Olanna Olaf Oleksandr Olena Olga Olive Oliver
    Oliwia Oliwier Olivia Olivier Ollie Olu Oluwadamilola Oluwaseun Oluwaseyi Oluwatobi
    Oluwatoyin Omar Omari Omer Omolara Onyeka Oona Oran Oren Orla Orlaith Orlando Oscar Osama
    Oskar Osman Ossian Oswin Otis Ottilie Otto Ottoline Owain Owen Oyinkan Paige Paloma Pam
    Pamela Pandora Paola Paolo Parisa Parvati Parveen Parvin Pascal Patience Patricia Patrick
    Patryk Patrycja Patsy Paul Paula Paulette Paulina Pauline Pavel Pawel Payal Pearl Pedro
    Peggy Penelope Penny Percy Perpetua Perry Peter Petra Petros Phil Philip Philippa Philippe
    Phillip Phillipa Phoebe Phoenix Phyllis Pia Pierce Pierre Pieter Piers Piotr Pippa Piran
    Polly Poppy Portia Pooja Prabhjot Pradeep Prakash Pranav Praise Precious Preeti Presley
    Primrose Prince Princess Priscilla Priti Priya Priyanka Promise Prudence Purity Quentin
    Quinn Quincy Rabia Rachael Rachel Rachid Radek Radoslaw Radu Rae Raees Rafael Rafal Rafe
    Rafi Rafferty Raheem Rahel Rahim Rahma Rahul Raihan Raina Raisa Raj Rajan Rajesh Rajinder
    Raluca Ralph Rami Ramin Ramon Ramona Rana Randolph Rania Ranjit Raphael Raquel Rashid
    Rashida Rasheed Raul Raven Ravi Ravinder Rawan Ray Raymond Rayan Razia Reba Rebecca Rebekah
    Reece Reem Reese Reg Reggie Reginald Rehan Rehana Reid Rekha Remi Remy Ren Rena Renata Rene
    Renee Reuben Rex Reyansh Reyhan Reza Rhea Rhian Rhiannon Rhoda Rhona Rhys Ria Ricardo Ricci
    Richard Rick Ricky Rico Rihanna Riley Rima Rimsha Rio Rita Ritchie Riya Riyad Rizwan Rob
    Robbie Robert Roberta Roberto Robin Robyn Rocco Rochelle Roderick Rodrigo Rodney Roger Rohan
    Rohit Roisin Rokas Roland Roma Roman Romy Ron Ronald Ronan Ronnie Rory Rosa Rosalie Rosalind
    Rosamund Rosanna Roscoe Rose Roseanne Rosemary Rosie Ross Rowan Rowena Roxanne Roy Roza
    Ruairi Ruben Ruby Rudi Rudy Rufaro Rufus Rukhsana Rumaisa Rupert Russell Ruta Ruth Ryan
    Rylan Ryszard Saad Saanvi Sabah Sabiha Sabina Sabine Sabrina Sade Sadia Sadie Saeed Safa
    Safiya Safiyyah Sage Sahar Sahil Sahra Said Saif Saima Saira Sajid Sakina Saleh Saleem Salim
    Salima Salma Sally Salman Salome Sam Samantha Samaira Sameer Sami Samia Samina Samir Samira
    Samson Samuel Sana Sandeep Sandhya Sandra Sanjay Sanjeev Santiago Santino Saoirse Sapna Sara
    Sarah Saskia Saul Savannah Scarlett Scott Sean Sebastian Segun Selam Selena Selin Selina
    Selma Senait Sencan Seraphina Seren Serena Sergei Sergio Seth Shabana Shabnam Shafiq Shah
    Shahid Shahida Shaikha Shaima Shaista Shakira Shamima Shane Shanelle Shania Shanice Shannon
    Shanthi Shari Sharon Shaun Shauna Shayan Shayla Shazia Shea Sheena Sheila Shelby Shelley
    Sheraz Sheridan Sherry Sheryl Shirin Shirley Shiv Shivani Shreya Shukri Shyam Sian Sibel Sid
    Sidney Sidra Siena Sienna Sierra Sigrid Silas Silvia Silvie Simeon Simon Simona Simone
    Simran Sinead Sini Siobhan Sirine Siti Siya Skye Skylar Slawomir Sofia Sofie Sola Soleil
    Solomon Somaya Sonal Sonia Sonja Sonny Sophia Sophie Soraya Soren Sorcha Spencer Stacey Stan
    Stanislaw Stanley Stef Stefan Stefania Steffi Stella Stephanie Stephen Steve Steven Stewart
    Stuart Subira Sue Suha Suhail Sukhdeep Sukhi Suleiman Suleyman Sultan Sultana Suma Sumaira
    Sumaya Sumayyah Summer Sunil Sunita Sunny Surinder Susan Susannah Susie Suzanne Suzie
    Svetlana Swati Sybil Syed Sylvia Sylvie Szymon Tabitha Tadeo Tadeusz Tadiwa Tafadzwa Tahir
    Tahira Tahlia Tai Taiwo Talia Taliesin Tallulah Tamana Tamar Tamara Tamika Tamsin Tamzin
    Tanaka Tanisha Tanya Tapiwa Tara Tarek Tariq Tarun Taryn Tasha Tasneem Tatiana Tatyana
    Tawanda Tayla Taylor Ted Teddy Tegan Temi Temitope Tendai Teodor Terence Teresa Terri Terry
    Tess Tessa Thabo Thalia Thandi Thandiwe Thandeka Thea Theo Theodora Theodore Theresa Thomas
    Thuy Tia Tiago Tiana Tiarnan Tiffany Tilda Tilly Tim Timothy Tina Tinashe Tobi Tobias Toby
    Todd Tolu Tom Tomas Tomasz Tommy Toni Tony Tonya Toyin Tracey Tracy Travis Trevor Tricia
    Trinity Tristan Trudy Tudor Tuba Tunde Tyler Tyra Tyrell Tyrese Tyrone Uche Ugo Ulla Uma
    Umair Umar Umer Una Unity Ursula Usha Usman Usmaan Valentin Valentina Valeria Valerie
    Vanessa Varsha Vasile Vasil Vaughan Ved Veer Venetia Vera Verity Veronica Vesna Vicky Victor
    Victoria Vidya Vihaan Vijay Viktor Viktoria Vikram Vince Vincent Vinod Viola Violet Virginia
    Vita Vivek Vivian Vivien Vivienne Vlad Vladimir Wade Wafa Wahid Walid Walter Wanda Waqas
    Warren Warsame Wasim Wayne Wei Wendy Wes Wesley Weronika Wiktor Wiktoria Wilf Wilfred Will
    Willa William Willow Wilma Winifred Winnie Winston Witold Wojciech Wren Xander Xanthe Xavier
    Xena Xiao Xin Yaa Yael Yahya Yan Yana Yaqub Yara Yash Yasin Yasir Yasmeen Yasmin Yasmine
    Yasser Yaw Yetunde Yi Ying Yolanda Yosef Yoshi Youssef Ysabel Yu Yuki Yuliana Yuliya Yunus
    Yuri Yusra Yusuf Yvette Yvonne Zac Zach Zachariah Zachary Zack Zahid Zahir Zahra Zahraa Zaid
    Zain Zaina Zainab Zainul Zak Zakaria Zakariya Zaki Zakir Zane Zara Zariah Zarina Zayaan Zayd
    Zayn Zayna Zaynab Zbigniew Zeeshan Zeinab Zelda Zelie Zena Zeynep Zhara Ziad Zion Zita Ziva
    Zoe Zofia Zohra Zola Zoltan Zora Zosia Zoya Zsofia Zubair Zuhair Zuri Zuzanna Zuza
"""
FIRST_NAMES = frozenset(_FIRST.split())

UPPER = "A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĖĘĚĞĢĪĮİĶĹĻĽŁŃŅŇŌŐŒŔŘŚŞŠŢŤŪŮŰŲŹŻŽȘȚ"
LETTER = r"[^\W\d_]"
WORD = (
    rf"(?:(?:Mc|Mac|O[’']|D[’']|Al-|El-|van |de |da |von |bin |ibn )?[{UPPER}]{LETTER}+"
    rf"(?:[-’'][{UPPER}]?{LETTER}{{2,}})*)"
)
INITIAL = rf"(?:[{UPPER}](?:\.|(?![^\W\d_.])))"
TITLES = r"(?:Dr|Mr|Mrs|Ms|Miss|Mx|Prof(?:essor)?|Sister|Sr|Rev(?:erend)?|Sir|Nurse|Canon|Fr)\.?"

# A full name as people sign it: a title and a surname, or two to four words.
NAME = re.compile(
    rf"\b(?:{TITLES}\s+(?:{INITIAL}\s+)*{WORD}(?:\s+(?:{INITIAL}|{WORD})){{0,3}}"
    rf"|(?:{INITIAL}\s+){{1,2}}{WORD}|{WORD}(?:\s+(?:{INITIAL}|{WORD})){{1,3}})\b"
)

# Capitalised words that stand where a name could and are none.
_OTHER = """
    None Nil Not This That These Those People Family Families Sections Sentence Sentences
    Contribution Programme Programmes Diagnosis Moving Preparing Band Block Hip Left Right
    Intensive Interaction Perfectly Recalling Refraction Infants Juniors Jnr Inf Row Eyecare Mrcslt
    Early Help Lower Upper Cottages Adolescent Protection Dated Mum Dad Said Acorns Range
    Nurture Virtual Re Fw Fwd Telephone Log Diary Sheet Id Dob Nhs Upn Ref
    Academy Access Action Adult Advice Adviser Advisory Age Agreed Annual April Appendix Area
    Art Assessment Assistant Asthma Attendance Audiologist Audiology August Autism Autistic
    Authority Autumn Base Behaviour Best Better Borough Boxall British Britain Building By Camhs
    Care Case Caseworker Cc Celf Centre Chair Chart Chief Child Children Christmas City Class
    Clinic Clinical Club Code College Comment Communication Community Complete Conners
    Consultant Coordinator Copy Council County Court Covid Curriculum Date Dear December Deaf
    Decision Department Deputy Design Development Digital Director District Doctor Down Draft
    Drive Easter Education Educational Ehc Ehcp Elsa Email Emotional England English Entry
    Europe Expressive February Final Findings First Form Foundation Free French Friday From Full
    Further General Geography German Good Gp Great Green Grade Group Half Hall Head Headteacher
    Health Hearing High History Home Hospital House Howard I If Impression In Inclusion Infant
    Intervention Is January July Junior June Key Kind Kingdom Ks Lane Language Lead Learning
    Leader Letter Level Listening Literacy Local London Low Ma Main Makaton Manager Manual March
    Maths May Medical Meeting Mental Monday Mood Motor Movement Music National Needs
    Neurodevelopmental New Next Nhs Notes November Number Nursery Occupational October Of Office
    Officer Ofsted On Ordinary Orthoptist Other Our Paediatric Paediatrician Paediatrics Panel
    Parent Parents Park Part Pe Phone Phonics Physical Physiotherapist Physiotherapy Plan Please
    Practice Practitioner Pre Present Primary Principal Private Processing Profile Progress
    Provision Psychological Psychologist Psychology Pupil Pupils Qualified Reading Reason
    Reception Recommendations Record Referral Regards Religious Report Review Road Room Royal
    Saturday Scale School Science Score Scotland Secondary Section Sen Senco Sendco Senior
    September Service Services Session Severe Signed Sincerely Sixth Social Special Specialist
    Speech Spelling Spring Staff Standard Statement Station Strategies Street Strengths Student
    Subject Summary Summer Sunday Support Surgery Target Targets Teacher Teaching Team Tel Term
    Test Thank Thanks The Therapist Therapy Thursday Time Times To Total Transition Trust
    Tuesday Tutor Unit University Urgent Verbal Very Views Vineland Vision Visual Wales Warm
    Wechsler Wednesday Week Weekly West What When Wisc Wiat Word Work Worker Writing Yes Year
    Yours Zones Sensory Maternity Grove Avenue Close Way Terrace Gardens Crescent Hill View
    Place Square Mill Bridge Polish Turkish Arabic Somali Urdu Punjabi Bengali Portuguese
    Romanian Spanish Italian Gujarati Hindi Tamil Yoruba Igbo Twi Kurdish Farsi Dari Pashto
    Ukrainian Russian Albanian Lithuanian Chinese Mandarin Cantonese Vietnamese Welsh Irish
    Passport Scottish Muslim Christian Jewish Hindu Sikh Islam Lego Minecraft Roblox
"""
NOT_NAMES = frozenset(_OTHER.split())

# Pet names that do not begin as the name does.
_PETS = """
    teddy:theodore teddy:edward ted:edward ted:theodore bill:william billy:william will:william
    bob:robert bobby:robert rob:robert dick:richard jack:john johnny:john harry:henry hal:henry
    tony:anthony nell:eleanor nellie:eleanor ellie:eleanor peggy:margaret maggie:margaret
    meg:margaret daisy:margaret kit:christopher kit:katherine kate:katherine katie:katherine
    kitty:katherine bess:elizabeth beth:elizabeth betty:elizabeth liz:elizabeth lizzie:elizabeth
    libby:elizabeth eliza:elizabeth polly:mary molly:mary sally:sarah sadie:sarah patsy:patricia
    tess:theresa tessa:theresa theo:theodore lottie:charlotte charlie:charlotte millie:amelia
    mia:amelia bella:isabella izzy:isabella izzy:isabel issy:isabelle alex:alexandra
    sasha:alexander sandy:alexander xander:alexander lex:alexander ned:edward nick:nicholas
    sid:sidney gus:angus gus:augustus mo:mohammed mo:mohamed moe:mohammed zak:zachary
    becky:rebecca becca:rebecca mandy:amanda trina:katrina tina:christina steph:stephanie
    ollie:oliver nora:eleanor lena:magdalena kasia:katarzyna zosia:zofia kuba:jakub
    gosia:malgorzata asia:joanna basia:barbara ola:aleksandra abs:abdul bertie:albert bertie:robert
    al:alistair fred:alfred freddie:alfred alfie:alfred dolly:dorothy dot:dorothy flo:florence
    frankie:francesca fran:frances gabe:gabriel greg:gregory hattie:harriet jem:jemima jim:james
    jimmy:james jamie:james jo:joanna joe:joseph josie:josephine len:leonard lexi:alexandra
    manny:emmanuel manu:emmanuel mandy:miranda minnie:wilhelmina nat:nathaniel
    nate:nathan ned:edmund rory:roderick russ:russell suki:susan sue:susan susie:susan
    tilly:matilda toby:tobias tommy:thomas tom:thomas winnie:winifred zac:zachary
"""
PET_NAMES = frozenset(frozenset(pair.split(":")) for pair in _PETS.split())
